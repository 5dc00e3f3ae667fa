package io.spidergate.vault;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/// Time and fresh identifiers as the process has them; tests of pure code pass their own.
final class Ambient {

    Ambient() {}

    @Produces
    @Singleton
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    static FreshIds freshIds() {
        return new FreshIds(new SecureRandom());
    }
}
