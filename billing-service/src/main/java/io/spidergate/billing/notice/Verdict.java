package io.spidergate.billing.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of a delivery and of its webhook after an attempt.
///
/// @param next of the delivery
/// @param standing of the webhook
record Verdict(Next next, Standing standing) {

    private static final int GONE = 410;

    sealed interface Next {
        record Delivered() implements Next {}

        record Again(Instant at) implements Next {}

        record GivenUp() implements Next {}
    }

    sealed interface Standing {
        /// It works, or nothing was learnt.
        record Unchanged() implements Standing {}

        record Works() implements Standing {}

        record Failing(Instant since) implements Standing {}

        record Disabled(String reason) implements Standing {}
    }

    /// @param attempt since the delivery was last begun, from 1
    /// @param failingSince of the webhook, before this attempt
    /// @param patience how long a webhook may fail before it is disabled
    /// @param chance from 0 to 1
    static Verdict of(
            Outcome outcome,
            int attempt,
            @Nullable Instant failingSince,
            Instant now,
            Duration patience,
            double chance) {
        if (outcome.isDelivered()) {
            return new Verdict(new Next.Delivered(), new Standing.Works());
        }
        return new Verdict(
                next(outcome, attempt, now, chance),
                standing(outcome, failingSince == null ? now : failingSince, now, patience));
    }

    private static Next next(Outcome outcome, int attempt, Instant now, double chance) {
        if (isGone(outcome)) {
            return new Next.GivenUp();
        }
        Optional<Duration> pause = RetryPlan.pauseAfter(attempt, chance);
        return pause.isPresent() ? new Next.Again(now.plus(pause.get())) : new Next.GivenUp();
    }

    private static Standing standing(
            Outcome outcome, Instant since, Instant now, Duration patience) {
        if (outcome instanceof Outcome.NotSent) {
            return new Standing.Unchanged();
        }
        if (isGone(outcome)) {
            return new Standing.Disabled("it answered 410: it is gone for good");
        }
        return now.isBefore(since.plus(patience))
                ? new Standing.Failing(since)
                : new Standing.Disabled(
                        "every attempt has failed since %s; the last %s"
                                .formatted(since, outcome.error()));
    }

    private static boolean isGone(Outcome outcome) {
        return outcome instanceof Outcome.Answered answered && answered.status() == GONE;
    }
}
