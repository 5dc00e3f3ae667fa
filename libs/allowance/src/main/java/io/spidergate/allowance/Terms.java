package io.spidergate.allowance;

import java.time.Duration;
import java.time.Instant;

/// What a counter allows in one window.
///
/// @param limit in the counter's unit, at most {@link #MAX_LIMIT}
/// @param hard refuse beyond the limit; otherwise always grant and only tell
/// @param expiry how long a grant lives without a word from its holder
public record Terms(
        long limit, boolean hard, Settlement settlement, Instant windowEndsAt, Duration expiry) {

    /// Leaves room for sums of several limits in a long.
    public static final long MAX_LIMIT = 1_000_000_000_000_000_000L;

    public Terms {
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "limit must be from 0 to %d, got %d".formatted(MAX_LIMIT, limit));
        }
        if (expiry.isZero() || expiry.isNegative()) {
            throw new IllegalArgumentException("expiry must be positive, got " + expiry);
        }
    }
}
