package io.spidergate.router;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/// The one clock of this process.
final class RouterClock {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
