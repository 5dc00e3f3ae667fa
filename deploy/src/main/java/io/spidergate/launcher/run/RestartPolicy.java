package io.spidergate.launcher.run;

import java.time.Duration;
import java.time.Instant;

/// Pure: when a part that has ended is started again.
///
/// @param deaths in a row, each soon after a start
/// @param startedAt the last start
record RestartPolicy(int deaths, Instant startedAt) {

    /// A part that ran this long has proved itself: its next death is the first again.
    static final Duration PROVED = Duration.ofMinutes(2);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /// Doublings beyond this exceed the longest delay anyway.
    private static final int MAX_DOUBLINGS = 5;

    static RestartPolicy started(Instant now) {
        return new RestartPolicy(0, now);
    }

    RestartPolicy died(Instant now) {
        boolean proved = Duration.between(startedAt, now).compareTo(PROVED) >= 0;
        return new RestartPolicy(proved ? 1 : deaths + 1, startedAt);
    }

    RestartPolicy restarted(Instant now) {
        return new RestartPolicy(deaths, now);
    }

    /// How long to wait after the last death.
    Duration delay() {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(deaths, MAX_DOUBLINGS + 1) >> 1);
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}
