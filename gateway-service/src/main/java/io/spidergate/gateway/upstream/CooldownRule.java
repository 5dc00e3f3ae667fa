package io.spidergate.gateway.upstream;

import io.spidergate.contracts.gateway.FailureClass;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long a deployment is left alone after a failure: the upstream's hint where it gave one,
/// otherwise a time that after the first failures in a row doubles, up to a limit.
final class CooldownRule {

    /// Short troubles are soon over: so often the first time is waited, as the router does.
    private static final int PATIENT_ROW = 4;

    private static final Duration LONG = Duration.ofMinutes(10);

    private CooldownRule() {}

    /// @param row failures in a row, this one included
    static Duration after(FailureClass kind, @Nullable Duration hint, int row) {
        Duration growing =
                switch (kind) {
                    case RATE_LIMITED, OVERLOADED ->
                            doubled(Duration.ofSeconds(4), row - PATIENT_ROW, 300);
                    case CONNECT_FAILED, TIMEOUT, SERVER_ERROR, PROTOCOL_ERROR, STREAM_CUT ->
                            doubled(Duration.ofSeconds(1), row - 1, 60);
                    case WINDOW_EXHAUSTED, NO_QUOTA, MONEY_EXHAUSTED, MODEL_GONE -> LONG;
                    case CREDENTIAL_DEAD, ACCESS_DENIED -> LONG;
                    case REQUEST_TOO_LARGE,
                            CONTEXT_TOO_LONG,
                            CAPABILITY_MISSING,
                            BAD_REQUEST,
                            MODEL_FAULT,
                            CALLER_LEFT,
                            OUTRUN,
                            INTERRUPTED ->
                            Duration.ZERO;
                };
        return growing.isZero() || hint == null ? growing : hint;
    }

    /// What the failure says is about the credential alone: its siblings still serve.
    static boolean isAboutCredential(FailureClass kind) {
        return kind == FailureClass.CREDENTIAL_DEAD || kind == FailureClass.ACCESS_DENIED;
    }

    private static Duration doubled(Duration first, int times, long maxSeconds) {
        long seconds = first.toSeconds() << Math.clamp(times, 0, 20);
        return Duration.ofSeconds(Math.min(seconds, maxSeconds));
    }
}
