package io.spidergate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.simulator.RawClient.Event;
import io.spidergate.simulator.wire.Bodies;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every fault that a scenario knows, in each protocol's own form.
final class FaultsInEachProtocolTest {

    private ProviderSimulator simulator;
    private RawClient client;

    /// How each protocol is asked for the same, and how it looks.
    private enum Spoken {
        CHAT(
                Manner.OPENAI,
                "v1/chat/completions",
                "v1/chat/completions",
                "{'model':'m',%s'messages':[{'role':'user','content':'a b c'}]}",
                "/choices/0/message/content",
                "/choices/0/delta/content",
                "data: [DONE]\n\n"),
        MESSAGES(
                Manner.ANTHROPIC,
                "v1/messages",
                "v1/messages",
                "{'model':'m','max_tokens':99,%s'messages':[{'role':'user','content':'a b c'}]}",
                "/content/0/text",
                "/delta/text",
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
        GEMINI(
                Manner.GEMINI,
                "v1beta/models/m:generateContent",
                "v1beta/models/m:streamGenerateContent?alt=sse",
                "{'contents':[{'parts':[{'text':'a b c'}]}]}",
                "/candidates/0/content/parts/0/text",
                "/candidates/0/content/parts/0/text",
                "\"finishReason\":\"STOP\""),
        RESPONSES(
                Manner.OPENAI,
                "v1/responses",
                "v1/responses",
                "{'model':'m',%s'input':'a b c'}",
                "/output/0/content/0/text",
                "/delta",
                "event: response.completed");

        private final Manner manner;
        private final String path;
        private final String streamPath;
        private final String body;
        private final String text;
        private final String delta;
        private final String end;

        Spoken(
                Manner manner,
                String path,
                String streamPath,
                String body,
                String text,
                String delta,
                String end) {
            this.manner = manner;
            this.path = path;
            this.streamPath = streamPath;
            this.body = body;
            this.text = text;
            this.delta = delta;
            this.end = end;
        }

        String provider() {
            return manner == Manner.OPENAI ? "openai" : name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @BeforeEach
    void start() {
        simulator =
                ProviderSimulator.start(
                        new SimulatorConfig(
                                0,
                                List.of(
                                        ProviderScript.of("openai", Manner.OPENAI, "sim-"),
                                        ProviderScript.of("messages", Manner.ANTHROPIC, "sim-"),
                                        ProviderScript.of("gemini", Manner.GEMINI, "sim-")),
                                List.of()));
        client = new RawClient(simulator);
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private HttpResponse<String> call(Spoken spoken, boolean stream) {
        String body = spoken.body.formatted(stream ? "'stream':true," : "").replace('\'', '"');
        return client.post(
                spoken.provider() + "/" + (stream ? spoken.streamPath : spoken.path),
                body,
                "authorization",
                "Bearer sim-a",
                "x-goog-api-key",
                "sim-a",
                "anthropic-version",
                "2023-06-01");
    }

    private static long chunks(Spoken spoken, HttpResponse<String> answer) {
        return RawClient.events(answer).stream()
                .map(Event::data)
                .filter(data -> data.startsWith("{") && data.endsWith("}"))
                .map(Bodies::tree)
                .filter(event -> !event.at(spoken.delta).asText().isEmpty())
                .count();
    }

    private void script(String scenario) {
        simulator.script(Scenario.of(scenario));
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void saysTheSameInEachProtocol(Spoken spoken) {
        assertThat(RawClient.json(call(spoken, false)).at(spoken.text).asText())
                .isEqualTo("This is the SpiderGate provider simulator. You said: a b c");
        HttpResponse<String> stream = call(spoken, true);
        assertThat(chunks(spoken, stream)).isEqualTo(11);
        assertThat(stream.body()).contains(spoken.end);
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void sendsAsManyChunksAsTold(Spoken spoken) {
        script("chunks: 3");
        assertThat(chunks(spoken, call(spoken, true))).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void leavesOutWhatTellsTheEnd(Spoken spoken) {
        script("omitDone: true");
        HttpResponse<String> stream = call(spoken, true);
        assertThat(stream.body()).doesNotContain(spoken.end);
        assertThat(chunks(spoken, stream)).isEqualTo(11);
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void breaksTheChunkItWasToldToAndNoOther(Spoken spoken) {
        script("malformedChunk: 2");
        HttpResponse<String> stream = call(spoken, true);
        assertThat(
                        RawClient.events(stream).stream()
                                .filter(event -> event.data().startsWith("{"))
                                .filter(event -> !event.data().endsWith("}")))
                .hasSize(1);
        assertThat(stream.body()).contains(spoken.end);
        assertThatThrownBy(() -> RawClient.json(call(spoken, false)))
                .isInstanceOf(java.io.UncheckedIOException.class);
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void putsAnErrorInsideA200(Spoken spoken) {
        script("errorInside200: true");
        HttpResponse<String> plain = call(spoken, false);
        HttpResponse<String> stream = call(spoken, true);
        assertThat(List.of(plain.statusCode(), stream.statusCode())).containsExactly(200, 200);
        assertThat(RawClient.json(plain).path("error").path("message").asText())
                .isEqualTo("Provider returned error");
        assertThat(stream.body()).contains("Provider returned error").doesNotContain(spoken.end);
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void failsInMidStreamAfterSoManyChunks(Spoken spoken) {
        script("errorMidStream: 2");
        HttpResponse<String> stream = call(spoken, true);
        assertThat(chunks(spoken, stream)).isEqualTo(2);
        assertThat(RawClient.events(stream).getLast().data()).contains("fail in mid-stream");
        assertThat(stream.body()).doesNotContain(spoken.end);
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void cutsAndResets(Spoken spoken) {
        for (String fault : List.of("cutAfterBytes: 120", "{cutAfterBytes: 120, reset: true}")) {
            script(fault);
            assertThatThrownBy(() -> call(spoken, true)).isInstanceOf(IllegalStateException.class);
            assertThat(simulator.calls().getLast().bytesSent()).isEqualTo(120);
        }
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void stalls(Spoken spoken) {
        script("stallAfterChunks: 2");
        var pending =
                Thread.ofVirtual()
                        .start(() -> {
                            assertThatThrownBy(() -> call(spoken, true))
                                    .isInstanceOf(IllegalStateException.class);
                        });
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        !simulator.calls().isEmpty()
                                && simulator.calls().getFirst().bytesSent() > 0);
        assertThat(simulator.calls().getFirst().finished()).isFalse();
        pending.interrupt();
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void anEmptyAnswerHasNotAWord(Spoken spoken) {
        script("emptyCompletion: true");
        assertThat(RawClient.json(call(spoken, false)).at(spoken.text).asText()).isEmpty();
        HttpResponse<String> stream = call(spoken, true);
        assertThat(chunks(spoken, stream)).isZero();
        assertThat(stream.body()).contains(spoken.end);
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void reportsNoUsageWhereItWasToldNotTo(Spoken spoken) {
        script("omitUsage: true");
        JsonNode body = RawClient.json(call(spoken, false));
        assertThat(body.has("usage") || body.has("usageMetadata")).isFalse();
        assertThat(call(spoken, true).body()).doesNotContain("\"usage\":{", "\"usageMetadata\":{");
    }

    @ParameterizedTest
    @EnumSource(Spoken.class)
    void flapsInTheRhythmItWasTold(Spoken spoken) {
        script("{status: 503, flapping: {good: 1, bad: 1}}");
        assertThat(
                        List.of(
                                call(spoken, false).statusCode(),
                                call(spoken, true).statusCode(),
                                call(spoken, true).statusCode()))
                .containsExactly(200, 503, 200);
    }

    @Test
    void theMannerOfErrorsIsTheProvidersWhateverTheProtocol() {
        HttpResponse<String> answer = client.post("openai/v1/messages", "{}", "x-api-key", "sim-a");
        assertThat(RawClient.json(answer))
                .isEqualTo(
                        Bodies.tree(
                                "{\"error\":{\"message\":\"anthropic-version: header is required\",\"type\":\"invalid_request_error\",\"param\":\"anthropic-version\",\"code\":\"invalid_request_error\"}}"));
    }
}
