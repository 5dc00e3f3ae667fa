package io.spidergate.gateway.error;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The OpenAI error envelope: always all four keys, as strict clients demand, and beside them
/// `spidergate_error` where there is more to say.
public final class ErrorEnvelope {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ErrorEnvelope() {}

    public static byte[] json(GatewayError error) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("error")
                .put("message", error.message())
                .put("type", error.code().type().wireName())
                .put("param", error.param())
                .put("code", error.code().wireName());
        if (!error.detail().isEmpty()) {
            root.set("spidergate_error", JSON.valueToTree(error.detail()));
        }
        try {
            return JSON.writeValueAsBytes(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All headers of the answer but the content's. Seconds are rounded up: who comes back at the
    /// named second must not be early.
    public static Map<String, String> headers(GatewayError error) {
        Map<String, String> headers = new LinkedHashMap<>(error.headers());
        if (error.code().status() == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (error.retryAfter() != null) {
            long millis = Math.max(0, error.retryAfter().toMillis());
            headers.put("Retry-After", Long.toString(Math.max(1, (millis + 999) / 1000)));
        }
        headers.put(
                "x-should-retry",
                switch (error.code().retry()) {
                    case LATER -> "true";
                    case POINTLESS -> "false";
                });
        return headers;
    }
}
