package io.spidergate.dashboard.login;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// How many wrong passwords one address may send.
final class LoginThrottle {

    static final int MAX_FAILURES = 5;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private LoginThrottle() {}

    /// Whether another try is allowed now.
    sealed interface Decision {
        record Open() implements Decision {}

        /// @param pause at least one second
        record Closed(Duration pause) implements Decision {}
    }

    static Decision decide(List<Instant> failures, Instant now) {
        Instant since = now.minus(WINDOW);
        List<Instant> recent =
                failures.stream()
                        .filter(failure -> failure.isAfter(since))
                        .sorted(Comparator.reverseOrder())
                        .toList();
        if (recent.size() < MAX_FAILURES) {
            return new Decision.Open();
        }
        // A place becomes free when the oldest failure that still counts against it leaves the
        // window.
        Duration wait = Duration.between(now, recent.get(MAX_FAILURES - 1).plus(WINDOW));
        return new Decision.Closed(Duration.ofSeconds(Math.max(1, wait.toSeconds() + 1)));
    }
}
