package io.spidergate.gateway.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before asking a peer again: doubled with each failure up to a limit, and
/// spread, so that gateways which lost the same peer do not return to it at the same moment.
public record Backoff(Duration first, Duration most) {

    public Backoff {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "need 0 < first <= most, got first=%s most=%s".formatted(first, most));
        }
    }

    /// @param failures how many there were in a row, at least 1
    /// @return between half of the doubled time and all of it
    public Duration after(int failures, RandomGenerator random) {
        int doublings = Math.min(failures - 1, 30);
        long cap = Math.min(most.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(cap / 2 + random.nextLong(cap - cap / 2 + 1));
    }
}
