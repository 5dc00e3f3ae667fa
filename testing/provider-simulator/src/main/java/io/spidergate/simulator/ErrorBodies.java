package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.QuotaRule.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Each provider's error bodies. Sources: facts on providers, section 1.4 and the blocks of section
/// 2.
final class ErrorBodies {

    private ErrorBodies() {}

    static Refusal refuse(Manner manner, Fault fault, List<WindowState> windows) {
        return switch (fault) {
            case Fault.BadKey _ -> badKey(manner);
            case Fault.UnknownModel unknown ->
                    plain(
                            manner,
                            manner == Manner.MISTRAL ? 400 : 404,
                            "model_not_found",
                            "The model `%s` does not exist or you do not have access to it."
                                    .formatted(unknown.model()));
            case Fault.InvalidRequest invalid ->
                    plain(
                            manner,
                            manner == Manner.MISTRAL ? 422 : 400,
                            invalid.code(),
                            invalid.message());
            case Fault.OverQuota over -> overQuota(manner, over.window(), windows);
            case Fault.Ordered ordered -> ordered(manner, ordered);
        };
    }

    private static Refusal badKey(Manner manner) {
        return switch (manner) {
            case GEMINI ->
                    refusal(
                            400,
                            google(
                                    400,
                                    "INVALID_ARGUMENT",
                                    "API key not valid. Please pass a valid API key."));
            case CEREBRAS -> plain(manner, 401, "wrong_api_key", "Wrong API Key");
            default -> plain(manner, 401, "invalid_api_key", "Incorrect API key provided.");
        };
    }

    private static Refusal overQuota(Manner manner, WindowState window, List<WindowState> windows) {
        Map<String, String> headers = RateHeaders.onExhausted(manner, window, windows);
        JsonNode body =
                switch (manner) {
                    case GROQ -> groqQuota(window);
                    case CEREBRAS ->
                            flat(
                                    "Requests per %s limit exceeded - too many requests sent."
                                            .formatted(window.rule().windowName()),
                                    "too_many_requests_error",
                                    window.rule().unit() == Unit.REQUESTS
                                            ? "request_quota_exceeded"
                                            : "token_quota_exceeded",
                                    "quota");
                    case GEMINI -> googleQuota(window);
                    default -> body(manner, 429, "rate_limit_exceeded", limitText(window));
                };
        return new Refusal(429, headers, body);
    }

    private static Refusal ordered(Manner manner, Fault.Ordered ordered) {
        Map<String, String> headers = new HashMap<>();
        if (ordered.retryAfter() != null) {
            headers.put("retry-after", ordered.retryAfter());
        }
        String code = ordered.code() == null ? usualCode(ordered.status()) : ordered.code();
        boolean overloaded = ordered.status() == 503 || ordered.status() == 529;
        String message =
                (overloaded ? "The model is overloaded" : "The simulator was told to answer %d")
                                .formatted(ordered.status())
                        + ".";
        return new Refusal(
                ordered.status(), headers, body(manner, ordered.status(), code, message));
    }

    private static String usualCode(int status) {
        return switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "invalid_api_key";
            case 402 -> "payment_required";
            case 403 -> "permission_denied";
            case 404 -> "model_not_found";
            case 429 -> "rate_limit_exceeded";
            case 503 -> "server_is_overloaded";
            default -> "server_error";
        };
    }

    private static Refusal plain(Manner manner, int status, String code, String message) {
        return refusal(status, body(manner, status, code, message));
    }

    private static Refusal refusal(int status, JsonNode body) {
        return new Refusal(status, Map.of(), body);
    }

    static JsonNode body(Manner manner, int status, String code, String message) {
        return switch (manner) {
            case CEREBRAS -> flat(message, type(status), code, null);
            case MISTRAL -> mistral(status, message);
            case OPENROUTER -> openrouter(status, code, message);
            case GEMINI -> google(status, googleStatus(status), message);
            case ANTHROPIC -> anthropic(status, message);
            case NVIDIA -> nvidia(status, message);
            case GROQ, OPENAI, LOCAL -> openai(message, type(status), code);
        };
    }

    private static String type(int status) {
        return switch (status) {
            case 401, 403 -> "authentication_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static ObjectNode openai(String message, String type, String code) {
        ObjectNode body = Bodies.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return body;
    }

    private static ObjectNode flat(
            String message, String type, String code, @Nullable String param) {
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

    private static ObjectNode google(int status, String name, String message) {
        ObjectNode body = Bodies.object();
        body.putObject("error").put("code", status).put("message", message).put("status", name);
        return body;
    }

    private static String googleStatus(int status) {
        return switch (status) {
            case 400 -> "INVALID_ARGUMENT";
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> "INTERNAL";
        };
    }

    private static ObjectNode anthropic(int status, String message) {
        String type =
                switch (status) {
                    case 401 -> "authentication_error";
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 429 -> "rate_limit_error";
                    case 529, 503 -> "overloaded_error";
                    default -> status >= 500 ? "api_error" : "invalid_request_error";
                };
        ObjectNode body = Bodies.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return body.put("request_id", "req_simulated");
    }

    private static ObjectNode nvidia(int status, String message) {
        ObjectNode body = Bodies.object().put("status", status);
        return status == 429
                ? body.put("title", "Too Many Requests")
                : body.put("title", type(status)).put("detail", message);
    }

    private static ObjectNode groqQuota(WindowState window) {
        ObjectNode body =
                openai(limitText(window), window.rule().unitName(), "rate_limit_exceeded");
        ((ObjectNode) body.path("error")).remove("param");
        return body;
    }

    private static String limitText(WindowState window) {
        String unit = window.rule().unitName();
        String name = window.rule().windowName();
        String shortName =
                (unit.substring(0, 1) + "P" + name.substring(0, 1)).toUpperCase(Locale.ROOT);
        return "Rate limit reached on %s per %s (%s): Limit %d, Used %d, Requested 1. Please try again in %s."
                .formatted(
                        unit,
                        name,
                        shortName,
                        window.rule().limit(),
                        window.used(),
                        RateHeaders.goDuration(window.untilReset()));
    }

    private static ObjectNode googleQuota(WindowState window) {
        String per = window.rule().windowName().equals("day") ? "PerDay" : "PerMinute";
        String what = window.rule().unit() == Unit.REQUESTS ? "Requests" : "InputTokens";
        ObjectNode body =
                google(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "You exceeded your current quota, please check your plan and billing details.");
        var details = ((ObjectNode) body.path("error")).putArray("details");
        details.addObject()
                .put("@type", "type.googleapis.com/google.rpc.QuotaFailure")
                .putArray("violations")
                .addObject()
                .put("quotaId", "Generate" + what + per + "PerProjectPerModel-FreeTier")
                .put("quotaValue", Long.toString(window.rule().limit()));
        details.addObject()
                .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
                .put(
                        "retryDelay",
                        String.format(
                                Locale.ROOT,
                                "%.1fs",
                                window.untilReset().toMillis() / 1000.0 + 0.05));
        return body;
    }
}
