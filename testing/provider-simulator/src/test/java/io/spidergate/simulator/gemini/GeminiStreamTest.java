package io.spidergate.simulator.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.QuotaRule;
import io.spidergate.simulator.QuotaRule.Unit;
import io.spidergate.simulator.RawClient;
import io.spidergate.simulator.RawClient.Event;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import io.spidergate.simulator.wire.Bodies;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Google's streams, keys and errors as bytes on the wire.
final class GeminiStreamTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:26.45Z");
    private static final String HELLO = "{\"contents\":[{\"parts\":[{\"text\":\"hello\"}]}]}";
    private static final String GENERATE = "google/v1beta/models/gemini-2.5-flash:generateContent";
    private static final String STREAM =
            "google/v1beta/models/gemini-2.5-flash:streamGenerateContent";

    private ProviderSimulator simulator;
    private RawClient client;

    @BeforeEach
    void start() {
        List<QuotaRule> quotas =
                List.of(new QuotaRule(Unit.REQUESTS, Duration.ofMinutes(1), 1, null));
        simulator =
                ProviderSimulator.start(
                        new SimulatorConfig(
                                0,
                                List.of(
                                        ProviderScript.of("google", Manner.GEMINI, "sim-"),
                                        new ProviderScript(
                                                "small",
                                                Manner.GEMINI,
                                                null,
                                                List.of(),
                                                Map.of(),
                                                Map.of(),
                                                quotas)),
                                List.of(Scenario.of("{text: Hello you}"))),
                        Clock.fixed(NOW, ZoneOffset.UTC));
        client = new RawClient(simulator);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    @Test
    void eventsHaveNoNamesAndNoLastWord() {
        HttpResponse<String> answer = client.post(STREAM + "?alt=sse&key=sim-a", HELLO);
        List<Event> events = RawClient.events(answer);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(answer.body()).doesNotContain("event:", "[DONE]");
        assertThat(events.getFirst().json())
                .isEqualTo(
                        Bodies.tree(
                                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hello\"}]},\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":2,\"totalTokenCount\":2,\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":2}]},\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"%s\"}"
                                        .formatted(
                                                events.getFirst()
                                                        .json()
                                                        .path("responseId")
                                                        .asText())));
        assertThat(events)
                .extracting(event -> event.json().at("/candidates/0/finishReason").asText())
                .containsExactly("", "", "STOP");
        assertThat(events.getLast().json().at("/usageMetadata/totalTokenCount").asInt())
                .isEqualTo(4);
    }

    @Test
    void withoutEventsItStreamsTheItemsOfAnArray() {
        HttpResponse<String> answer = client.post(STREAM, HELLO, "x-goog-api-key", "sim-a");
        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("application/json; charset=UTF-8");
        JsonNode items = RawClient.json(answer);
        assertThat(items).hasSize(3);
        assertThat(items.path(1).at("/candidates/0/content/parts/0/text").asText())
                .isEqualTo(" you");
    }

    @Test
    void errorsOfAnArrayComeInAnArray() {
        HttpResponse<String> answer = client.post(STREAM, "{}", "x-goog-api-key", "sim-a");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(RawClient.json(answer).at("/0/error/status").asText())
                .isEqualTo("INVALID_ARGUMENT");
        simulator.script(Scenario.of("{errorMidStream: 1, text: Hello you}"));
        JsonNode items = RawClient.json(client.post(STREAM + "?key=sim-a", HELLO));
        assertThat(items.at("/1/error/status").asText()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void theKeyIsInItsHeaderOrInTheQueryAndNowhereElse() {
        assertThat(client.post(GENERATE + "?key=sim-a", HELLO).statusCode()).isEqualTo(200);
        HttpResponse<String> bearer = client.post(GENERATE, HELLO, "authorization", "Bearer sim-a");
        assertThat(bearer.statusCode()).isEqualTo(403);
        assertThat(bearer.body()).contains("unregistered callers");
        JsonNode bad = RawClient.json(client.post(GENERATE + "?key=other", HELLO));
        assertThat(bad.at("/error/details/0/reason").asText()).isEqualTo("API_KEY_INVALID");
    }

    @Test
    void anUnknownFieldIsNamedInMessageAndDetails() {
        String body = HELLO.replace("{\"contents\"", "{\"stream\":true,\"contents\"");
        assertThat(RawClient.json(client.post(GENERATE + "?key=sim-a", body)))
                .isEqualTo(
                        Bodies.tree(
                                "{\"error\":{\"code\":400,\"message\":\"Invalid JSON payload received. Unknown name \\\"stream\\\": Cannot find field.\",\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"fieldViolations\":[{\"description\":\"Invalid JSON payload received. Unknown name \\\"stream\\\": Cannot find field.\"}]}]}}"));
    }

    @Test
    void aQuotaTellsItsWaitInTheBody() {
        String path = "small/v1/models/gemini-2.5-flash:generateContent";
        client.post(path, HELLO);
        HttpResponse<String> over = client.post(path, HELLO);
        assertThat(over.statusCode()).isEqualTo(429);
        assertThat(over.headers().firstValue("retry-after")).isEmpty();
        JsonNode details = RawClient.json(over).at("/error/details");
        assertThat(details.at("/0/violations/0/quotaId").asText())
                .isEqualTo("GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
        assertThat(details.path(1))
                .isEqualTo(
                        Bodies.tree(
                                "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"33.6s\"}"));
    }

    @Test
    void anOrderedWaitIsInTheBodyToo() {
        simulator.script(Scenario.of("{status: 429, retryAfter: '7'}"));
        HttpResponse<String> answer = client.post(GENERATE + "?key=sim-a", HELLO);
        assertThat(RawClient.json(answer).at("/error/details/0/retryDelay").asText())
                .isEqualTo("7s");
        assertThat(answer.headers().firstValue("retry-after")).isEmpty();
    }

    @Test
    void callsAreRecordedWithTheModelOfTheirPath() {
        client.post(STREAM + "?alt=sse&key=sim-a", HELLO);
        assertThat(simulator.calls().getFirst())
                .extracting("endpoint", "model", "stream")
                .containsExactly("streamGenerateContent", "gemini-2.5-flash", true);
    }
}
