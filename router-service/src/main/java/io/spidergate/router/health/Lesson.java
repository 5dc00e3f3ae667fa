package io.spidergate.router.health;

import io.spidergate.contracts.gateway.FailureClass;
import java.time.Duration;

/// What a failure means for whom: the scope that is left alone, and for how long where the upstream
/// gave no hint.
///
/// @param first the first cooldowns, while a short trouble may be over soon: one gateway tries
/// @param longest then they double with each failed try up to this
record Lesson(Scope scope, Duration first, Duration longest) {

    enum Scope {
        /// Nothing was learnt: the caller's fault or the model's mood.
        NOBODY,
        DEPLOYMENT,
        /// Whatever the account serves.
        ACCOUNT
    }

    private static final Lesson NOTHING = new Lesson(Scope.NOBODY, Duration.ZERO, Duration.ZERO);

    /// So many tries come after the first cooldown.
    private static final int PATIENT_TRIES = 4;

    private static final Lesson BUSY =
            new Lesson(Scope.DEPLOYMENT, Duration.ofSeconds(4), Duration.ofMinutes(5));
    private static final Lesson USED_UP =
            new Lesson(Scope.DEPLOYMENT, Duration.ofMinutes(10), Duration.ofHours(1));
    private static final Lesson GONE =
            new Lesson(Scope.DEPLOYMENT, Duration.ofHours(1), Duration.ofHours(1));
    private static final Lesson DEAD_ACCOUNT =
            new Lesson(Scope.ACCOUNT, Duration.ofMinutes(10), Duration.ofHours(1));

    static Lesson of(FailureClass failure) {
        return switch (failure) {
            case RATE_LIMITED,
                    OVERLOADED,
                    CONNECT_FAILED,
                    TIMEOUT,
                    SERVER_ERROR,
                    PROTOCOL_ERROR,
                    STREAM_CUT ->
                    BUSY;
            case WINDOW_EXHAUSTED -> USED_UP;
            case NO_QUOTA, ACCESS_DENIED, MODEL_GONE -> GONE;
            case MONEY_EXHAUSTED, CREDENTIAL_DEAD -> DEAD_ACCOUNT;
            case REQUEST_TOO_LARGE,
                    CONTEXT_TOO_LONG,
                    BAD_REQUEST,
                    MODEL_FAULT,
                    CALLER_LEFT,
                    OUTRUN,
                    INTERRUPTED ->
                    NOTHING;
        };
    }

    /// @param failedTries how many tries have failed since the last success, from 1
    Duration cooldown(int failedTries) {
        Duration cooldown = first;
        for (int i = PATIENT_TRIES; i < failedTries && cooldown.compareTo(longest) < 0; i++) {
            cooldown = cooldown.multipliedBy(2);
        }
        return cooldown.compareTo(longest) > 0 ? longest : cooldown;
    }
}
