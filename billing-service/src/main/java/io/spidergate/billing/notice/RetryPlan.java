package io.spidergate.billing.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// When a delivery that failed is tried again: soon at first, then ever more seldom, for about
/// three days.
///
/// Laws:
/// - the pause after a later attempt is longer than that after an earlier one, whatever chance
///   does;
/// - chance moves a pause by at most [#JITTER], so that deliveries which failed together do not
///   come back together;
/// - after [#ATTEMPTS] attempts there is no more.
final class RetryPlan {

    private static final List<Duration> PAUSES =
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(10),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofHours(24),
                    Duration.ofHours(42));

    static final int ATTEMPTS = PAUSES.size() + 1;

    static final double JITTER = 0.1;

    private RetryPlan() {}

    /// Empty where it was the last.
    ///
    /// @param attempt that failed, from 1
    /// @param chance from 0 to 1
    static Optional<Duration> pauseAfter(int attempt, double chance) {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempts are numbered from 1, got " + attempt);
        }
        if (attempt >= ATTEMPTS) {
            return Optional.empty();
        }
        double factor = 1 - JITTER + 2 * JITTER * chance;
        return Optional.of(
                Duration.ofMillis(Math.round(PAUSES.get(attempt - 1).toMillis() * factor)));
    }
}
