package io.spidergate.gateway.upstream;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.llm.answer.UpstreamError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words about a failure that may be shown to a caller and kept in a trace.
///
/// A provider's own words are passed on only where the caller needs them to mend the request; even
/// then whatever looks like a key is blotted out, since providers echo keys.
final class SafeMessage {

    private static final int MAX_LENGTH = 300;
    private static final Pattern KEY_LIKE =
            Pattern.compile(
                    "(?i)\\b(?:bearer\\s+\\S+|(?:sk|pk|gsk|csk|nvapi|hf|xai|key|tok|pat)[-_]\\S{6,}|AIza\\S{6,}|[A-Za-z0-9_\\-]*\\*{3,}\\S*|[A-Za-z0-9_\\-]{32,})");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern MACHINE_WORD = Pattern.compile("[A-Za-z0-9_.\\-]{1,48}");

    private SafeMessage() {}

    static String of(
            FailureClass kind, int status, UpstreamError error, @Nullable Secret credential) {
        return switch (kind) {
            case BAD_REQUEST,
                    CAPABILITY_MISSING,
                    CONTEXT_TOO_LONG,
                    REQUEST_TOO_LARGE,
                    MODEL_FAULT ->
                    error.message().isBlank()
                            ? summary(status, error, credential)
                            : blotted(error.message(), credential);
            case RATE_LIMITED,
                    WINDOW_EXHAUSTED,
                    NO_QUOTA,
                    MONEY_EXHAUSTED,
                    CREDENTIAL_DEAD,
                    ACCESS_DENIED,
                    OVERLOADED,
                    MODEL_GONE,
                    CONNECT_FAILED,
                    TIMEOUT,
                    SERVER_ERROR,
                    PROTOCOL_ERROR,
                    STREAM_CUT,
                    CALLER_LEFT,
                    OUTRUN,
                    INTERRUPTED ->
                    summary(status, error, credential);
        };
    }

    /// Status and machine code only, such as `HTTP 429 rate_limit_exceeded`.
    private static String summary(int status, UpstreamError error, @Nullable Secret credential) {
        String base = status > 0 ? "HTTP " + status : "an error inside a success";
        String word = error.code().isEmpty() ? error.type() : error.code();
        boolean told =
                MACHINE_WORD.matcher(word).matches() && blotted(word, credential).equals(word);
        return told ? base + " " + word : base;
    }

    static String blotted(String message, @Nullable Secret credential) {
        String text = message;
        if (credential != null && !credential.value().isEmpty()) {
            text = text.replace(credential.value(), "***");
        }
        text = CONTROL.matcher(KEY_LIKE.matcher(text).replaceAll("***")).replaceAll(" ").strip();
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    }
}
