package io.spidergate.gateway.connection;

import java.time.Duration;

/// What one connection is used for. For its event loop.
///
/// A request counts from the end of its headers, so bytes that never become a head count as
/// idleness.
final class ConnectionUse {

    private int requests;
    private long idleSince;

    /// @param nanos as of [System#nanoTime()]
    ConnectionUse(long nanos) {
        this.idleSince = nanos;
    }

    void requestBegins() {
        requests++;
    }

    void requestEnds(long nanos) {
        requests--;
        idleSince = nanos;
    }

    boolean hasBeenIdleFor(Duration limit, long nanos) {
        return requests == 0 && nanos - idleSince >= limit.toNanos();
    }
}
