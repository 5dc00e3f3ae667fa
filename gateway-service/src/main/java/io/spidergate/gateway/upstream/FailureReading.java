package io.spidergate.gateway.upstream;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.llm.answer.UpstreamError;
import io.spidergate.llm.reset.ResetHint;
import io.spidergate.llm.reset.ResponseHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what a provider's answer teaches when it is not a success: status, then machine code, then
/// headers, then prose.
public final class FailureReading {

    private static final UpstreamError NOTHING_SAID = new UpstreamError("", "", "");
    private static final Pattern RETRY_DELAY =
            Pattern.compile("\"retryDelay\"\\s*:\\s*\"([^\"]{1,32})\"");
    private static final Pattern RESETS_AT =
            Pattern.compile("\"resets_at\"\\s*:\\s*\"?([^\",}]{1,40})");
    private static final Pattern TRY_AGAIN_IN =
            Pattern.compile("(?i)(?:try again|retry) in ([0-9][0-9hms.]{0,20}s)");

    private FailureReading() {}

    /// @param credential what was sent, so that an echo of it is found and blotted out
    public static UpstreamFailure ofStatus(
            int status,
            ResponseHeaders headers,
            byte[] body,
            @Nullable Secret credential,
            Instant now) {
        UpstreamError error = typed(UpstreamError.read(body).orElse(NOTHING_SAID), headers);
        String text = new String(body, StandardCharsets.UTF_8);
        return read(status, error, text, headers, credential, now);
    }

    /// AWS names the type of an error in a header, with an address behind.
    private static UpstreamError typed(UpstreamError error, ResponseHeaders headers) {
        String type = headers.first("x-amzn-errortype");
        return type == null
                ? error
                : new UpstreamError(type.split(":", 2)[0], error.code(), error.message());
    }

    /// An error in the body or in a frame of an answer with status 200; a code that is an HTTP
    /// status counts as one.
    public static UpstreamFailure insideSuccess(
            UpstreamError error, @Nullable Secret credential, Instant now) {
        int told = statusOf(error.code());
        UpstreamFailure read =
                read(told == 0 ? 500 : told, error, "", name -> null, credential, now);
        String message =
                read.refused() == null
                        ? SafeMessage.of(read.kind(), told, error, credential)
                        : read.message();
        return new UpstreamFailure(read.kind(), 200, message, read.retryAfter(), read.refused());
    }

    private static UpstreamFailure read(
            int status,
            UpstreamError error,
            String body,
            ResponseHeaders headers,
            @Nullable Secret credential,
            Instant now) {
        FailureClass kind = FailureRules.classify(Signals.of(status, error, body, headers));
        RefusedCapability refused = CapabilityRules.read(status, error.message());
        FailureClass told = refused == null ? kind : FailureClass.CAPABILITY_MISSING;
        return new UpstreamFailure(
                kind,
                status,
                SafeMessage.of(told, status, error, credential),
                hint(kind, headers, error.message() + "\n" + body, now).orElse(null),
                refused);
    }

    private static Optional<Duration> hint(
            FailureClass kind, ResponseHeaders headers, String body, Instant now) {
        return switch (kind) {
            case RATE_LIMITED, OVERLOADED, SERVER_ERROR, TIMEOUT ->
                    ResetHint.retryAfter(headers, now)
                            .or(() -> found(RETRY_DELAY, body, now))
                            .or(() -> found(TRY_AGAIN_IN, body, now))
                            .or(() -> ResetHint.parse(headers.first("x-ratelimit-reset"), now));
            // A delay of seconds beside a daily window (Gemini, Groq) is about something else.
            case WINDOW_EXHAUSTED ->
                    found(RESETS_AT, body, now)
                            .or(() -> ResetHint.parse(headers.first("x-ratelimit-reset"), now))
                            .or(() -> ResetHint.retryAfter(headers, now))
                            .filter(wait -> wait.compareTo(Duration.ofMinutes(2)) > 0);
            case NO_QUOTA,
                    MONEY_EXHAUSTED,
                    CREDENTIAL_DEAD,
                    ACCESS_DENIED,
                    MODEL_GONE,
                    REQUEST_TOO_LARGE,
                    CONTEXT_TOO_LONG,
                    CAPABILITY_MISSING,
                    BAD_REQUEST,
                    MODEL_FAULT,
                    CONNECT_FAILED,
                    PROTOCOL_ERROR,
                    STREAM_CUT,
                    CALLER_LEFT,
                    OUTRUN,
                    INTERRUPTED ->
                    Optional.empty();
        };
    }

    private static Optional<Duration> found(Pattern pattern, String body, Instant now) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? ResetHint.parse(matcher.group(1), now) : Optional.empty();
    }

    private static int statusOf(String code) {
        return code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 0;
    }
}
