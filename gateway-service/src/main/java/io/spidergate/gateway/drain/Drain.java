package io.spidergate.gateway.drain;

import java.time.Duration;
import java.time.Instant;

/// Whether a request that arrives now is still served. Pure but for its one state, which goes one
/// way.
///
/// Quarkus alone would go on serving whatever arrives, so that under steady demand a gateway never
/// drains, and what is under way is cut when the patience of `quarkus.shutdown.timeout` ends.
final class Drain {

    private final Duration grace;

    /// Far enough away for every clock.
    private volatile Instant refusing = Instant.MAX;

    /// @param grace how long requests are served after readiness has gone down, until every load
    ///   balancer has heard of it
    Drain(Duration grace) {
        this.grace = grace;
    }

    void begin(Instant now) {
        refusing = now.plus(grace);
    }

    boolean refusesAt(Instant now) {
        return !now.isBefore(refusing);
    }
}
