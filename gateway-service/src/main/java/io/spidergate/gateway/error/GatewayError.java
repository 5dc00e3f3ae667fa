package io.spidergate.gateway.error;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One error as one caller is told it.
///
/// @param param the field that is wrong, where one is
/// @param retryAfter when to come back, where known
/// @param headers further headers of the answer
/// @param detail `spidergate_error`: what is beyond OpenAI's envelope; empty means absent
public record GatewayError(
        ErrorCode code,
        String message,
        @Nullable String param,
        @Nullable Duration retryAfter,
        Map<String, String> headers,
        Map<String, Object> detail) {

    public GatewayError {
        headers = Map.copyOf(headers);
        detail = Map.copyOf(detail);
    }

    /// @param gaps what fills the gaps of the code's message form
    @SuppressWarnings("AnnotateFormatMethod") // the form is the catalogue's, a test fills each
    public static GatewayError of(ErrorCode code, Object... gaps) {
        return new GatewayError(code, code.form().formatted(gaps), null, null, Map.of(), Map.of());
    }

    public GatewayError about(String field) {
        return new GatewayError(code, message, field, retryAfter, headers, detail);
    }

    public GatewayError retryAfter(Duration wait) {
        return new GatewayError(code, message, param, wait, headers, detail);
    }

    public GatewayError withHeaders(Map<String, String> more) {
        return new GatewayError(code, message, param, retryAfter, more, detail);
    }

    public GatewayError withDetail(Map<String, Object> more) {
        return new GatewayError(code, message, param, retryAfter, headers, more);
    }
}
