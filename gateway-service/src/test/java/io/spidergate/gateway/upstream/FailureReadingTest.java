package io.spidergate.gateway.upstream;

import static io.spidergate.contracts.gateway.FailureClass.ACCESS_DENIED;
import static io.spidergate.contracts.gateway.FailureClass.BAD_REQUEST;
import static io.spidergate.contracts.gateway.FailureClass.CONTEXT_TOO_LONG;
import static io.spidergate.contracts.gateway.FailureClass.CREDENTIAL_DEAD;
import static io.spidergate.contracts.gateway.FailureClass.MODEL_FAULT;
import static io.spidergate.contracts.gateway.FailureClass.MODEL_GONE;
import static io.spidergate.contracts.gateway.FailureClass.MONEY_EXHAUSTED;
import static io.spidergate.contracts.gateway.FailureClass.NO_QUOTA;
import static io.spidergate.contracts.gateway.FailureClass.OVERLOADED;
import static io.spidergate.contracts.gateway.FailureClass.PROTOCOL_ERROR;
import static io.spidergate.contracts.gateway.FailureClass.RATE_LIMITED;
import static io.spidergate.contracts.gateway.FailureClass.REQUEST_TOO_LARGE;
import static io.spidergate.contracts.gateway.FailureClass.SERVER_ERROR;
import static io.spidergate.contracts.gateway.FailureClass.WINDOW_EXHAUSTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.gateway.credential.Secret;
import io.spidergate.llm.answer.UpstreamError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReadingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static Stream<Arguments> signals() {
        return Stream.of(
                arguments("plain 429", 429, error("rate_limit_exceeded", "slow"), RATE_LIMITED),
                arguments("bare 429", 429, "", RATE_LIMITED),
                arguments(
                        "Moonshot rate", 429, typed("rate_limit_reached_error", "x"), RATE_LIMITED),
                arguments("DashScope", 429, error("Throttling.RateQuota", "x"), RATE_LIMITED),
                arguments("Cerebras queue", 429, error("queue_exceeded", "x"), RATE_LIMITED),
                arguments(
                        "Gemini minute",
                        429,
                        "[{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"check"
                                + " your plan and"
                                + " billing\",\"details\":[{\"violations\":[{\"quotaId\":\"GenerateRequestsPerMinutePerProjectPerModel-FreeTier\"}]},{\"retryDelay\":\"33.5s\"}]}}]",
                        RATE_LIMITED),
                arguments(
                        "OpenRouter in flight",
                        402,
                        "{\"error\":{\"code\":402,\"message\":\"x\",\"metadata\":{\"limit_source\":\"openrouter_in_flight_budget\"}}}",
                        RATE_LIMITED),
                arguments("OpenAI slow_down", 503, error("slow_down", "x"), OVERLOADED),
                arguments(
                        "server_is_overloaded",
                        503,
                        error("server_is_overloaded", "x"),
                        OVERLOADED),
                arguments("Anthropic 529", 529, typed("overloaded_error", "x"), OVERLOADED),
                arguments(
                        "Moonshot engine", 429, typed("engine_overloaded_error", "x"), OVERLOADED),
                arguments("Cloudflare 3040", 429, error("3040", "x"), OVERLOADED),
                arguments(
                        "NVIDIA degraded",
                        400,
                        "{\"detail\":\"Function id 'x': DEGRADED function cannot be invoked\"}",
                        OVERLOADED),
                arguments(
                        "OpenRouter provider busy",
                        429,
                        "{\"error\":{\"code\":429,\"message\":\"Provider returned"
                                + " error\",\"metadata\":{\"provider_name\":\"DeepInfra\"}}}",
                        OVERLOADED),
                arguments("SambaNova", 429, error("", "Model in high demand"), OVERLOADED),
                arguments(
                        "Gemini 503",
                        503,
                        error("UNAVAILABLE", "The model is overloaded"),
                        OVERLOADED),
                arguments(
                        "Gemini day",
                        429,
                        "{\"error\":{\"message\":\"x\",\"details\":[{\"violations\":[{\"quotaId\":\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]},{\"retryDelay\":\"12s\"}]}}",
                        WINDOW_EXHAUSTED),
                arguments("Cloudflare neurons", 429, error("4006", "x"), WINDOW_EXHAUSTED),
                arguments(
                        "Groq day",
                        429,
                        error("rate_limit_exceeded", "on tokens per day (TPD). try again in 1m4s"),
                        WINDOW_EXHAUSTED),
                arguments(
                        "OpenRouter free day",
                        429,
                        error("429", "Rate limit exceeded: free-models-per-day"),
                        WINDOW_EXHAUSTED),
                arguments(
                        "plan's limit",
                        429,
                        typed("subscription_sharing_usage_limit_exceeded", "x"),
                        WINDOW_EXHAUSTED),
                arguments(
                        "plan without access",
                        403,
                        typed("subscription_sharing_user_not_eligible", "x"),
                        NO_QUOTA),
                arguments(
                        "plan's token",
                        401,
                        typed("subscription_sharing_invalid_user", "x"),
                        CREDENTIAL_DEAD),
                arguments("Codex window", 429, typed("usage_limit_reached", "x"), WINDOW_EXHAUSTED),
                arguments("Z.ai 1308", 429, error("1308", "x"), WINDOW_EXHAUSTED),
                arguments("Ollama week", 429, error("", "weekly usage limit"), WINDOW_EXHAUSTED),
                arguments("Gemini limit 0", 429, error("", "Quota exceeded, limit: 0"), NO_QUOTA),
                arguments(
                        "Mistral tier",
                        403,
                        "{\"message\":\"not available in your subscription tier\"}",
                        NO_QUOTA),
                arguments(
                        "DashScope free only",
                        403,
                        error("AllocationQuota.FreeTierOnly", "x"),
                        NO_QUOTA),
                arguments("Codex plan", 429, typed("usage_not_included", "x"), NO_QUOTA),
                arguments(
                        "OpenAI no money", 429, typed("insufficient_quota", "x"), MONEY_EXHAUSTED),
                arguments("DeepSeek 402", 402, error("", "Insufficient Balance"), MONEY_EXHAUSTED),
                arguments("Z.ai 1113", 429, error("1113", "x"), MONEY_EXHAUSTED),
                arguments(
                        "Moonshot money",
                        429,
                        typed("exceeded_current_quota_error", "x"),
                        MONEY_EXHAUSTED),
                arguments("Arrearage", 400, error("Arrearage", "x"), MONEY_EXHAUSTED),
                arguments(
                        "AI/ML funds",
                        403,
                        error("", "you have run out of funds"),
                        MONEY_EXHAUSTED),
                arguments("401", 401, error("invalid_api_key", "x"), CREDENTIAL_DEAD),
                arguments(
                        "Gemini key",
                        400,
                        error(
                                "INVALID_ARGUMENT",
                                "API key not valid. Please pass a valid API key."),
                        CREDENTIAL_DEAD),
                arguments("403", 403, error("", "region"), ACCESS_DENIED),
                arguments("Groq 413", 413, error("rate_limit_exceeded", "TPM"), REQUEST_TOO_LARGE),
                arguments("Cerebras 413 without body", 413, "", CONTEXT_TOO_LONG),
                arguments(
                        "OpenAI context",
                        400,
                        error(
                                "context_length_exceeded",
                                "This model's maximum context length is 8"),
                        CONTEXT_TOO_LONG),
                arguments("Z.ai 1261", 400, error("1261", "x"), CONTEXT_TOO_LONG),
                arguments(
                        "vLLM",
                        400,
                        error("400", "This model's maximum context length is 8"),
                        CONTEXT_TOO_LONG),
                arguments(
                        "Anthropic long",
                        400,
                        error("", "prompt is too long: 9 > 8"),
                        CONTEXT_TOO_LONG),
                arguments(
                        "Bedrock is throttling",
                        429,
                        error("", "Too many tokens, please wait"),
                        RATE_LIMITED),
                arguments("404", 404, error("model_not_found", "x"), MODEL_GONE),
                arguments("410", 410, "", MODEL_GONE),
                arguments("Mistral model", 400, "{\"message\":\"Invalid model: x\"}", MODEL_GONE),
                arguments(
                        "ModelScope retired",
                        429,
                        error("", "insufficient balance (1008)"),
                        MODEL_GONE),
                arguments("Groq tool", 400, error("tool_use_failed", "x"), MODEL_FAULT),
                arguments("400", 400, error("", "temperature"), BAD_REQUEST),
                arguments("Mistral 422", 422, "{\"detail\":\"extra_forbidden\"}", BAD_REQUEST),
                arguments("500", 500, "<html>", SERVER_ERROR),
                arguments("bare 503", 503, "", SERVER_ERROR),
                arguments("a redirect", 302, "", PROTOCOL_ERROR));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("signals")
    void readsWhatAProviderMeans(String name, int status, String body, FailureClass kind) {
        assertThat(read(status, Map.of(), body, null).kind()).isEqualTo(kind);
    }

    @Test
    void readsMistralsEmptyQuotaFromItsHeader() {
        assertThat(
                        read(
                                        429,
                                        Map.of("x-ratelimit-limit-req-minute", "0"),
                                        "{\"message\":\"Rate limit exceeded\",\"code\":\"1300\"}",
                                        null)
                                .kind())
                .isEqualTo(NO_QUOTA);
    }

    @Test
    void understandsTheHint() {
        assertThat(read(429, Map.of("retry-after", "7"), "", null).retryAfter())
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(
                        read(
                                        429,
                                        Map.of(),
                                        "{\"error\":{\"message\":\"x\",\"details\":[{\"retryDelay\":\"33.5s\"}]}}",
                                        null)
                                .retryAfter())
                .isEqualTo(Duration.ofMillis(33_500));
    }

    @Test
    void doesNotTakeAShortHintForTheResetOfADay() {
        String body =
                "{\"error\":{\"message\":\"x\",\"details\":[{\"quotaId\":\"RequestsPerDay\"},{\"retryDelay\":\"12s\"}]}}";
        assertThat(read(429, Map.of(), body, null).retryAfter()).isNull();
    }

    @Test
    void neverRepeatsAKeyThatTheProviderEchoes() {
        Secret secret = new Secret("canary+secret/12345");
        String body = error("", "bad value near canary+secret/12345 and sk-proj-abcdefghijkl");
        UpstreamFailure failure = read(400, Map.of(), body, secret);
        assertThat(failure.message())
                .doesNotContain("canary", "abcdefghijkl")
                .contains("bad value");
        UpstreamFailure dead =
                read(
                        401,
                        Map.of(),
                        error("invalid_api_key", "Incorrect key canary+secret/12345"),
                        secret);
        assertThat(dead.message()).isEqualTo("HTTP 401 invalid_api_key");
        UpstreamFailure code = read(500, Map.of(), error("canary+secret/12345", "x"), secret);
        assertThat(code.message()).doesNotContain("canary");
    }

    @Test
    void readsAnErrorInsideASuccessByItsCode() {
        UpstreamFailure failure =
                FailureReading.insideSuccess(new UpstreamError("", "429", "busy"), null, NOW);
        assertThat(failure.kind()).isEqualTo(RATE_LIMITED);
        assertThat(failure.status()).isEqualTo(200);
        assertThat(FailureReading.insideSuccess(new UpstreamError("", "", "x"), null, NOW).kind())
                .isEqualTo(SERVER_ERROR);
    }

    private static UpstreamFailure read(
            int status, Map<String, String> headers, String body, @Nullable Secret secret) {
        return FailureReading.ofStatus(
                status, headers::get, body.getBytes(StandardCharsets.UTF_8), secret, NOW);
    }

    private static String error(String code, String message) {
        return "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message);
    }

    private static String typed(String type, String message) {
        return "{\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message);
    }
}
