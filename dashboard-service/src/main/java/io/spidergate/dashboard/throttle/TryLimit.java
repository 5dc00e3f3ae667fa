package io.spidergate.dashboard.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How many tries that fail one address has at a door. Pure.
public final class TryLimit {

    public static final int MAX_FAILURES = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private TryLimit() {}

    /// Whether another try is allowed now.
    public sealed interface Decision {
        /// @param at when it was made; by this it is taken back
        record Open(Instant at) implements Decision {}

        /// @param pause at least one second
        record Closed(Duration pause) implements Decision {}
    }

    public static Decision decide(List<Instant> failures, Instant now) {
        Instant since = now.minus(WINDOW);
        List<Instant> recent =
                failures.stream()
                        .filter(failure -> failure.isAfter(since))
                        .sorted(Comparator.reverseOrder())
                        .toList();
        if (recent.size() < MAX_FAILURES) {
            return new Decision.Open(now);
        }
        // A place becomes free when the oldest failure that still counts against it leaves the
        // window.
        Duration wait = Duration.between(now, recent.get(MAX_FAILURES - 1).plus(WINDOW));
        return new Decision.Closed(Duration.ofSeconds(Math.max(1, wait.toSeconds() + 1)));
    }
}
