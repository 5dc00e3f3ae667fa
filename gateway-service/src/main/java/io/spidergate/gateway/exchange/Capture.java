package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.gateway.RequestEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// How much of requests and answers goes into the event.
public enum Capture {
    /// The request's body and the answer's text.
    FULL,
    /// No text of anybody; what was counted and decided.
    METADATA,
    /// As `metadata`, and without providers' own words about a failure, which may echo a prompt.
    NONE;

    static final int MAX_CHARS = 64 * 1024;

    /// What a token says of itself counts more than the gateway's setting, either way.
    static Capture of(CapturePolicy token, Capture gateway) {
        return switch (token) {
            case GATEWAY -> gateway;
            case FULL -> FULL;
            case METADATA -> METADATA;
            case NONE -> NONE;
        };
    }

    int chars() {
        return this == FULL ? MAX_CHARS + 1 : 0; // one more tells that there is more
    }

    RequestEvent.@Nullable Capture of(byte[] request, @Nullable String response) {
        if (this != FULL) {
            return null;
        }
        // four bytes are the longest character
        int bytes = Math.min(request.length, 4 * MAX_CHARS);
        String text = new String(request, 0, bytes, StandardCharsets.UTF_8);
        return new RequestEvent.Capture(
                cut(text),
                cutOrNull(response),
                text.length() > MAX_CHARS
                        || request.length > bytes
                        || (response != null && response.length() > MAX_CHARS));
    }

    private static @Nullable String cutOrNull(@Nullable String text) {
        return text == null ? null : cut(text);
    }

    private static String cut(String text) {
        return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    }
}
