package io.spidergate.simulator;

import java.time.Duration;
import java.time.Instant;

/// Where an account stands in one window of its quota.
record WindowState(QuotaRule rule, long used, Instant now, Instant resetsAt) {

    long remaining() {
        return Math.max(0, rule.limit() - used);
    }

    Duration untilReset() {
        return Duration.between(now, resetsAt);
    }

    /// At least one second, as `retry-after` in whole seconds must not invite too early.
    long secondsUntilReset() {
        return Math.max(1, (untilReset().toMillis() + 999) / 1000);
    }
}
