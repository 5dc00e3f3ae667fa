package io.spidergate.router.health;

import io.spidergate.contracts.gateway.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is wrong with a deployment or an account since its last success.
///
/// @param failedTries failures that were met while it was not cooling: requests that were in flight
///   when it failed teach nothing new
/// @param prober the gateway whose failure it was: it tries first whether it is over
public record Trouble(
        int failedTries,
        Instant lastFailure,
        Instant coolingUntil,
        FailureClass last,
        @Nullable String prober) {

    /// No hint of an upstream is believed beyond this.
    private static final Duration LONGEST_HINT = Duration.ofHours(24);

    static Trouble after(
            @Nullable Trouble before,
            FailureClass failure,
            @Nullable Duration hint,
            Instant at,
            @Nullable String gateway) {
        boolean inFlight = before != null && at.isBefore(before.coolingUntil);
        int tries = before == null ? 1 : before.failedTries + (inFlight ? 0 : 1);
        Instant until = at.plus(duration(failure, hint, tries));
        if (before == null) {
            return new Trouble(tries, at, until, failure, gateway);
        }
        // More failures never shorten a cooldown.
        boolean longer = until.isAfter(before.coolingUntil);
        return new Trouble(
                tries,
                at.isAfter(before.lastFailure) ? at : before.lastFailure,
                longer ? until : before.coolingUntil,
                longer ? failure : before.last,
                longer ? gateway : before.prober);
    }

    private static Duration duration(FailureClass failure, @Nullable Duration hint, int tries) {
        if (hint == null || hint.isNegative() || hint.isZero()) {
            return Lesson.of(failure).cooldown(tries);
        }
        return hint.compareTo(LONGEST_HINT) > 0 ? LONGEST_HINT : hint;
    }

    boolean isForWantOfQuota() {
        return last == FailureClass.RATE_LIMITED || last == FailureClass.WINDOW_EXHAUSTED;
    }

    public String reason() {
        return last.name().toLowerCase(Locale.ROOT);
    }
}
