package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Bodies;
import org.jspecify.annotations.Nullable;

/// The outer form of each provider's errors, whatever the fault is.
final class ErrorEnvelopes {

    private ErrorEnvelopes() {}

    static JsonNode body(Manner manner, int status, String code, String message) {
        return switch (manner) {
            case CEREBRAS -> flat(message, type(status), code, null);
            case MISTRAL -> mistral(status, message);
            case OPENROUTER -> openrouter(status, code, message);
            case GEMINI -> GoogleErrors.body(status, message);
            case ANTHROPIC -> AnthropicErrors.body(status, null, message);
            case NVIDIA -> nvidia(status, message);
            case BEDROCK -> Bodies.object().put("message", message);
            case GROQ, OPENAI, CHATGPT, LOCAL -> openai(message, type(status), null, code);
        };
    }

    static String type(int status) {
        return switch (status) {
            case 401, 403 -> "authentication_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    static ObjectNode openai(String message, String type, @Nullable String param, String code) {
        ObjectNode body = Bodies.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return body;
    }

    static ObjectNode flat(String message, String type, String code, @Nullable String param) {
        return Bodies.object()
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
    }

    private static ObjectNode mistral(int status, String message) {
        return Bodies.object()
                .put("object", "error")
                .put("message", status == 429 ? "Rate limit exceeded" : message)
                .put("type", status == 429 ? "rate_limited" : type(status))
                .putNull("param")
                .put("code", status == 429 ? "1300" : Integer.toString(status));
    }

    private static ObjectNode openrouter(int status, String code, String message) {
        String errorType =
                switch (status) {
                    case 401 -> "authentication";
                    case 402 -> "payment_required";
                    case 404 -> "not_found";
                    case 502 -> "provider_unavailable";
                    case 503 -> "provider_overloaded";
                    default -> code;
                };
        ObjectNode body = Bodies.object();
        ObjectNode error = body.putObject("error").put("code", status).put("message", message);
        error.putObject("metadata").put("error_type", errorType);
        return body;
    }

    private static ObjectNode nvidia(int status, String message) {
        ObjectNode body = Bodies.object().put("status", status);
        return status == 429
                ? body.put("title", "Too Many Requests")
                : body.put("title", type(status)).put("detail", message);
    }
}
