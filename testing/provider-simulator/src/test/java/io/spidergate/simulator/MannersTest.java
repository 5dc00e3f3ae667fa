package io.spidergate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.llm.reset.ResetHint;
import io.spidergate.simulator.QuotaRule.Unit;
import io.spidergate.simulator.wire.Bodies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each provider counts per account, and tells of it in its own headers and bodies.
final class MannersTest {

    /// A quarter of a minute before the hour's first minute ends.
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:45Z");

    private static final List<QuotaRule> QUOTAS =
            List.of(
                    new QuotaRule(Unit.REQUESTS, Duration.ofMinutes(1), 2, null),
                    new QuotaRule(Unit.REQUESTS, Duration.ofDays(1), 100, null),
                    new QuotaRule(Unit.TOKENS, Duration.ofMinutes(1), 5_000, null));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        List<ProviderScript> providers =
                Arrays.stream(Manner.values()).map(MannersTest::provider).toList();
        simulator =
                ProviderSimulator.start(
                        new SimulatorConfig(0, providers, List.of()),
                        Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ProviderScript provider(Manner manner) {
        return new ProviderScript(
                name(manner),
                manner,
                "sim-",
                List.of(),
                Map.of(),
                Map.of("sim-one", "acme", "sim-two", "acme"),
                QUOTAS);
    }

    private static String name(Manner manner) {
        return manner.name().toLowerCase(java.util.Locale.ROOT);
    }

    @AfterEach
    void stop() {
        http.close();
        simulator.close();
    }

    private HttpResponse<String> call(Manner manner, String key, boolean stream) {
        String body =
                "{\"model\":\"m\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                        .formatted(stream);
        try {
            return http.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            simulator.baseUrl(name(manner)) + "/chat/completions"))
                            .header("authorization", "Bearer " + key)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private HttpResponse<String> call(Manner manner) {
        return call(manner, "sim-one", false);
    }

    private HttpResponse<String> exhausted(Manner manner) {
        call(manner);
        call(manner);
        HttpResponse<String> answer = call(manner);
        assertThat(answer.statusCode()).isEqualTo(429);
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Bodies.MAPPER.readTree(answer.body());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("none");
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void theKeysOfOneAccountShareItsQuotaAndOthersHaveTheirOwn(Manner manner) {
        assertThat(call(manner, "sim-one", false).statusCode()).isEqualTo(200);
        assertThat(call(manner, "sim-two", true).statusCode()).isEqualTo(200);
        assertThat(call(manner, "sim-two", false).statusCode()).isEqualTo(429);
        assertThat(call(manner, "sim-one", false).statusCode()).isEqualTo(429);
        assertThat(call(manner, "sim-other", false).statusCode()).isEqualTo(200);
        assertThat(simulator.calls()).extracting(Call::account).contains("acme");
    }

    @ParameterizedTest
    @EnumSource(Manner.class)
    void aHintAlwaysPointsToTheTrueReset(Manner manner) {
        HttpResponse<String> answer = exhausted(manner);
        ResetHint.retryAfter(name -> answer.headers().firstValue(name).orElse(null), NOW)
                .ifPresent(wait -> assertThat(wait).isEqualTo(Duration.ofSeconds(15)));
    }

    @Test
    void groqTellsTheDaysRequestsAndTheMinutesTokens() throws IOException {
        HttpResponse<String> fine = call(Manner.GROQ, "sim-one", true);
        assertThat(header(fine, "x-ratelimit-limit-requests")).isEqualTo("100");
        assertThat(header(fine, "x-ratelimit-remaining-requests")).isEqualTo("99");
        assertThat(header(fine, "x-ratelimit-reset-requests")).isEqualTo("11h59m15s");
        assertThat(header(fine, "x-ratelimit-reset-tokens")).isEqualTo("15s");
        call(Manner.GROQ);
        HttpResponse<String> over = call(Manner.GROQ);
        assertThat(header(over, "retry-after")).isEqualTo("15");
        assertThat(json(over).path("error").path("type").asText()).isEqualTo("requests");
        assertThat(json(over).path("error").path("message").asText())
                .contains("requests per minute (RPM): Limit 2, Used 2", "try again in 15s");
    }

    @Test
    void openaiTellsMillisecondsToo() throws IOException {
        HttpResponse<String> over = exhausted(Manner.OPENAI);
        assertThat(header(over, "retry-after-ms")).isEqualTo("15000");
        assertThat(json(over).path("error").path("code").asText()).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void cerebrasTellsAMatrixOfFloatsButNoneOnA429WhoseBodyIsFlat() throws IOException {
        HttpResponse<String> fine = call(Manner.CEREBRAS);
        assertThat(header(fine, "x-ratelimit-reset-requests-minute")).isEqualTo("15.00");
        assertThat(header(fine, "x-ratelimit-limit-tokens-minute")).isEqualTo("5000");
        call(Manner.CEREBRAS);
        HttpResponse<String> over = call(Manner.CEREBRAS);
        assertThat(header(over, "x-ratelimit-limit-requests-minute")).isEqualTo("none");
        assertThat(json(over).path("code").asText()).isEqualTo("request_quota_exceeded");
        assertThat(json(over).path("param").asText()).isEqualTo("quota");
    }

    @Test
    void mistralTellsNoResetAndNothingOnStreams() throws IOException {
        HttpResponse<String> fine = call(Manner.MISTRAL);
        assertThat(header(fine, "x-ratelimit-limit-req-minute")).isNotEqualTo("none");
        HttpResponse<String> streamed = call(Manner.MISTRAL, "sim-one", true);
        assertThat(header(streamed, "x-ratelimit-limit-req-minute")).isEqualTo("none");
        HttpResponse<String> over = call(Manner.MISTRAL);
        assertThat(header(over, "retry-after")).isEqualTo("none");
        assertThat(json(over).path("code").asText()).isEqualTo("1300");
        assertThat(json(over).has("error")).isFalse();
    }

    @Test
    void openrouterTellsUnixMillisecondsOn429Only() {
        assertThat(header(call(Manner.OPENROUTER), "x-ratelimit-limit")).isEqualTo("none");
        call(Manner.OPENROUTER);
        assertThat(header(call(Manner.OPENROUTER), "x-ratelimit-reset"))
                .isEqualTo(Long.toString(NOW.plusSeconds(15).toEpochMilli()));
    }

    @Test
    void geminiTellsAllInTheBody() throws IOException {
        HttpResponse<String> over = exhausted(Manner.GEMINI);
        JsonNode error = json(over).path("error");
        assertThat(error.path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
        assertThat(error.at("/details/0/violations/0/quotaId").asText())
                .isEqualTo("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
        assertThat(error.at("/details/1/retryDelay").asText()).startsWith("15.");
        assertThat(header(over, "retry-after")).isEqualTo("none");
        HttpResponse<String> badKey = call(Manner.GEMINI, "wrong", false);
        assertThat(badKey.statusCode()).isEqualTo(400);
        assertThat(badKey.body()).contains("API key not valid");
    }

    @Test
    void anthropicTellsTimestampsAndItsOwnEnvelope() throws IOException {
        HttpResponse<String> fine = call(Manner.ANTHROPIC);
        assertThat(header(fine, "anthropic-ratelimit-tokens-reset"))
                .isEqualTo("2026-11-22T12:01:00Z");
        JsonNode body = json(exhausted(Manner.ANTHROPIC, 1));
        assertThat(body.path("type").asText()).isEqualTo("error");
        assertThat(body.path("error").path("type").asText()).isEqualTo("rate_limit_error");
    }

    @Test
    void anthropicCountsInputAndOutputTokensInWindowsOfTheirOwn() {
        List<QuotaRule> quotas =
                List.of(
                        new QuotaRule(Unit.INPUT_TOKENS, Duration.ofMinutes(1), 1_000, null),
                        new QuotaRule(Unit.OUTPUT_TOKENS, Duration.ofMinutes(1), 12, null));
        simulator.reconfigure(
                new SimulatorConfig(
                        0,
                        List.of(
                                new ProviderScript(
                                        "anthropic",
                                        Manner.ANTHROPIC,
                                        null,
                                        List.of(),
                                        Map.of(),
                                        Map.of(),
                                        quotas)),
                        List.of()));
        HttpResponse<String> fine = call(Manner.ANTHROPIC);
        assertThat(header(fine, "anthropic-ratelimit-output-tokens-remaining")).isEqualTo("3");
        assertThat(header(fine, "anthropic-ratelimit-input-tokens-limit")).isEqualTo("1000");
        HttpResponse<String> over = call(Manner.ANTHROPIC);
        assertThat(over.statusCode()).isEqualTo(429);
        assertThat(header(over, "retry-after")).isEqualTo("15");
        assertThat(over.body())
                .contains("exceed your organization's rate limit of 12 output tokens per minute.");
    }

    private HttpResponse<String> exhausted(Manner manner, int left) {
        for (int at = 0; at < left; at++) {
            call(manner);
        }
        return call(manner);
    }

    @Test
    void nvidiaTellsNothingButProblemDetails() throws IOException {
        HttpResponse<String> over = exhausted(Manner.NVIDIA);
        assertThat(json(over))
                .isEqualTo(
                        Bodies.MAPPER.readTree("{\"status\":429,\"title\":\"Too Many Requests\"}"));
        assertThat(header(over, "retry-after")).isEqualTo("none");
    }
}
