package io.spidergate.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.QuotaRule.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Each provider's error bodies. Sources: facts on providers, section 1.4 and the blocks of section
/// 2. Those of Anthropic and Google stand in [AnthropicErrors] and [GoogleErrors].
final class ErrorBodies {

    private ErrorBodies() {}

    static Refusal refuse(Manner manner, Fault fault, List<WindowState> windows) {
        return switch (fault) {
            case Fault.BadKey bad -> badKey(manner, bad.missing());
            case Fault.UnknownModel unknown -> unknownModel(manner, unknown.model());
            case Fault.InvalidRequest invalid -> invalid(manner, invalid);
            case Fault.OverQuota over -> overQuota(manner, over.window(), windows);
            case Fault.Unable unable ->
                    manner == Manner.BEDROCK
                            ? AwsErrors.of(unable.status(), unable.message())
                            : plain(
                                    manner,
                                    unable.status(),
                                    usualCode(unable.status()),
                                    unable.message());
            case Fault.Ordered ordered -> ordered(manner, ordered);
        };
    }

    private static Refusal badKey(Manner manner, boolean missing) {
        return switch (manner) {
            case GEMINI -> GoogleErrors.badKey(missing);
            case ANTHROPIC -> Refusal.of(401, AnthropicErrors.badKey(missing));
            case CEREBRAS -> plain(manner, 401, "wrong_api_key", "Wrong API Key");
            case BEDROCK -> AwsErrors.badKey(missing);
            case CHATGPT ->
                    plain(manner, 401, "subscription_sharing_invalid_user", "Invalid token.");
            case GROQ, MISTRAL, OPENROUTER, OPENAI, NVIDIA, LOCAL ->
                    plain(manner, 401, "invalid_api_key", "Incorrect API key provided.");
        };
    }

    private static Refusal unknownModel(Manner manner, String model) {
        return switch (manner) {
            case GEMINI -> Refusal.of(404, GoogleErrors.unknownModel(model));
            case ANTHROPIC -> Refusal.of(404, AnthropicErrors.unknownModel(model));
            case BEDROCK -> AwsErrors.unknownModel();
            case GROQ, CEREBRAS, MISTRAL, OPENROUTER, OPENAI, CHATGPT, NVIDIA, LOCAL ->
                    plain(
                            manner,
                            manner == Manner.MISTRAL ? 400 : 404,
                            "model_not_found",
                            "The model `%s` does not exist or you do not have access to it."
                                    .formatted(model));
        };
    }

    private static Refusal invalid(Manner manner, Fault.InvalidRequest invalid) {
        return switch (manner) {
            case GEMINI -> Refusal.of(invalid.status(), GoogleErrors.invalid(invalid));
            case MISTRAL -> plain(manner, 422, invalid.code(), invalid.message());
            case BEDROCK -> AwsErrors.of(400, invalid.message());
            case GROQ, OPENAI, CHATGPT, LOCAL ->
                    Refusal.of(
                            invalid.status(),
                            ErrorEnvelopes.openai(
                                    invalid.message(),
                                    ErrorEnvelopes.type(invalid.status()),
                                    invalid.field(),
                                    invalid.code()));
            case CEREBRAS, OPENROUTER, ANTHROPIC, NVIDIA ->
                    plain(manner, invalid.status(), invalid.code(), invalid.message());
        };
    }

    private static Refusal overQuota(Manner manner, WindowState window, List<WindowState> windows) {
        if (manner == Manner.BEDROCK) {
            return AwsErrors.overQuota(window);
        }
        Map<String, String> headers = RateHeaders.onExhausted(manner, window, windows);
        JsonNode body =
                switch (manner) {
                    case GROQ -> groqQuota(window);
                    case CEREBRAS -> cerebrasQuota(window);
                    case GEMINI -> GoogleErrors.overQuota(window);
                    case ANTHROPIC -> AnthropicErrors.overQuota(window);
                    case CHATGPT ->
                            ErrorEnvelopes.body(
                                    manner,
                                    429,
                                    "subscription_sharing_usage_limit_exceeded",
                                    "The plan's usage limit is reached.");
                    case MISTRAL, OPENROUTER, OPENAI, NVIDIA, BEDROCK, LOCAL ->
                            ErrorEnvelopes.body(
                                    manner, 429, "rate_limit_exceeded", limitText(window));
                };
        return new Refusal(429, headers, body);
    }

    private static Refusal ordered(Manner manner, Fault.Ordered ordered) {
        int status = ordered.status();
        boolean overloaded = status == 503 || status == 529;
        String message =
                overloaded
                        ? "The model is overloaded."
                        : "The simulator was told to answer %d.".formatted(status);
        if (manner == Manner.BEDROCK) {
            return AwsErrors.of(status, message);
        }
        @Nullable String wait = ordered.retryAfter();
        if (manner == Manner.GEMINI && wait != null) {
            String delay = wait.endsWith("s") ? wait : wait + "s";
            return Refusal.of(
                    status, GoogleErrors.retryAfter(GoogleErrors.body(status, message), delay));
        }
        JsonNode body =
                manner == Manner.ANTHROPIC
                        ? AnthropicErrors.body(status, ordered.code(), message)
                        : ErrorEnvelopes.body(manner, status, code(ordered), message);
        return new Refusal(status, wait == null ? Map.of() : Map.of("retry-after", wait), body);
    }

    private static String code(Fault.Ordered ordered) {
        return ordered.code() == null ? usualCode(ordered.status()) : ordered.code();
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
        return Refusal.of(status, ErrorEnvelopes.body(manner, status, code, message));
    }

    private static ObjectNode cerebrasQuota(WindowState window) {
        return ErrorEnvelopes.flat(
                "Requests per %s limit exceeded - too many requests sent."
                        .formatted(window.rule().windowName()),
                "too_many_requests_error",
                window.rule().unit() == Unit.REQUESTS
                        ? "request_quota_exceeded"
                        : "token_quota_exceeded",
                "quota");
    }

    private static ObjectNode groqQuota(WindowState window) {
        ObjectNode body =
                ErrorEnvelopes.openai(
                        limitText(window), window.rule().unitName(), null, "rate_limit_exceeded");
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
}
