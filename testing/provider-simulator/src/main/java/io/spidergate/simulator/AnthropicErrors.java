package io.spidergate.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Bodies;
import org.jspecify.annotations.Nullable;

/// Anthropic's error envelope and words.
final class AnthropicErrors {

    private AnthropicErrors() {}

    static ObjectNode badKey(boolean missing) {
        return body(401, null, missing ? "x-api-key header is required" : "invalid x-api-key");
    }

    static ObjectNode unknownModel(String model) {
        return body(404, null, "model: " + model);
    }

    static ObjectNode overQuota(WindowState window) {
        return body(
                429,
                null,
                "This request would exceed your organization's rate limit of %,d %s per %s."
                        .formatted(
                                window.rule().limit(),
                                window.rule().unitName().replace('-', ' '),
                                window.rule().windowName()));
    }

    /// @param code what the details name, such as `enforced_spend_limit_reached`; null for none
    static ObjectNode body(int status, @Nullable String code, String message) {
        ObjectNode body = Bodies.typed("error");
        ObjectNode error =
                body.putObject("error").put("type", type(status)).put("message", message);
        if (code != null) {
            error.putObject("details").put("error_code", code);
        }
        return body;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 503, 529 -> "overloaded_error";
            default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    }
}
