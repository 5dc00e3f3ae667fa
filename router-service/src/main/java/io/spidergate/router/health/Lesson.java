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
        /// This key at this deployment.
        CREDENTIAL_THERE,
        /// This key wherever it is used.
        CREDENTIAL,
        /// This model on all accounts of the provider.
        MODEL,
        /// Whatever the account serves.
        ACCOUNT,
        /// The provider's host, where others there cannot be reached either.
        HOST
    }

    private static final Lesson NOTHING = new Lesson(Scope.NOBODY, Duration.ZERO, Duration.ZERO);

    /// So many tries come after the first cooldown.
    private static final int PATIENT_TRIES = 4;

    private static final Lesson BUSY =
            new Lesson(Scope.DEPLOYMENT, Duration.ofSeconds(4), Duration.ofMinutes(5));
    private static final Lesson USED_UP =
            new Lesson(Scope.DEPLOYMENT, Duration.ofMinutes(10), Duration.ofHours(1));
    private static final Lesson OVERLOADED = new Lesson(Scope.MODEL, BUSY.first, BUSY.longest);
    private static final Lesson UNREACHABLE = new Lesson(Scope.HOST, BUSY.first, BUSY.longest);
    private static final Lesson NOT_ON_THIS_PLAN =
            new Lesson(Scope.DEPLOYMENT, Duration.ofHours(1), Duration.ofHours(1));
    private static final Lesson NOT_WITH_THIS_KEY =
            new Lesson(Scope.CREDENTIAL_THERE, Duration.ofHours(1), Duration.ofHours(1));
    private static final Lesson GONE =
            new Lesson(Scope.MODEL, Duration.ofHours(1), Duration.ofHours(1));
    private static final Lesson OUT_OF_MONEY =
            new Lesson(Scope.ACCOUNT, Duration.ofMinutes(10), Duration.ofHours(1));
    private static final Lesson DEAD_KEY =
            new Lesson(Scope.CREDENTIAL, Duration.ofMinutes(10), Duration.ofHours(1));

    static Lesson of(FailureClass failure) {
        return switch (failure) {
            case RATE_LIMITED, TIMEOUT, SERVER_ERROR, PROTOCOL_ERROR, STREAM_CUT -> BUSY;
            case OVERLOADED -> OVERLOADED;
            case CONNECT_FAILED -> UNREACHABLE;
            case WINDOW_EXHAUSTED -> USED_UP;
            case NO_QUOTA -> NOT_ON_THIS_PLAN;
            case ACCESS_DENIED -> NOT_WITH_THIS_KEY;
            case MODEL_GONE -> GONE;
            case MONEY_EXHAUSTED -> OUT_OF_MONEY;
            case CREDENTIAL_DEAD -> DEAD_KEY;
            case REQUEST_TOO_LARGE,
                    CONTEXT_TOO_LONG,
                    CAPABILITY_MISSING,
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
