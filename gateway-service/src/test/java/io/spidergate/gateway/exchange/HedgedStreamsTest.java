package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where a stream is slow to begin, a second candidate is asked beside, and the caller hears one of
/// them only.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class HedgedStreamsTest extends FrontDoor {

    private static final String REF = "hedged000001";
    private static int counter;

    /// Cooldowns outlive a test; a model of its own keeps each to itself.
    private final String model = "hedged-" + counter++;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("nvidia", simulator.baseUrl("nvidia"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("groq", model, Landscape.ONE_AND_TWO)
                        .deployment("nvidia", model, TokenPrice.FREE)
                        .alias("task/hedged", "openai/" + model, "groq/" + model, "nvidia/" + model)
                        .within(new AliasDeadlines(null, null, null, 100))
                        .alias("task/patient", "openai/" + model, "groq/" + model)
                        .table());
    }

    @Test
    void theFasterOneIsHeard() {
        simulator.script(Scenario.of("{provider: openai, firstTokenDelayMs: 700}"));

        assertThat(streamed("task/hedged")).endsWith("one two");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.attempts())
                .extracting(AttemptRecord::provider, AttemptRecord::failureClass)
                .containsExactly(tuple("openai", FailureClass.OUTRUN), tuple("groq", null));
        assertThat(event.attempts().getFirst().cost().nanoUsd())
                .as("what was sent is paid for")
                .isPositive();
        await().until(() -> simulator.calls().getFirst().cancelled());
    }

    @Test
    void theFirstIsHeardWhereItBeginsBeforeTheSecond() {
        simulator.script(
                Scenario.of("{provider: openai, firstTokenDelayMs: 300}"),
                Scenario.of("{provider: groq, firstTokenDelayMs: 700}"));

        assertThat(streamed("task/hedged")).endsWith("one two");
        assertThat(journal.await(1).getFirst().attempts())
                .extracting(AttemptRecord::provider, AttemptRecord::failureClass)
                .containsExactly(tuple("groq", FailureClass.OUTRUN), tuple("openai", null));
    }

    @Test
    void whoBeginsInTimeIsAskedAlone() {
        assertThat(streamed("task/hedged")).endsWith("one two");
        assertThat(journal.await(1).getFirst().attempts()).hasSize(1);
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void theSecondServesWhereTheFirstFailsAtLast() {
        simulator.script(
                Scenario.of("{provider: openai, status: 503, headersDelayMs: 200}"),
                Scenario.of("{provider: groq, firstTokenDelayMs: 400}"));

        assertThat(streamed("task/hedged")).endsWith("one two");
        assertThat(journal.await(1).getFirst().attempts())
                .extracting(AttemptRecord::provider, AttemptRecord::failureClass)
                .containsExactly(tuple("openai", FailureClass.OVERLOADED), tuple("groq", null));
        assertThat(simulator.calls()).as("no third one").hasSize(2);
    }

    @Test
    void theFirstServesWhereTheSecondFails() {
        simulator.script(
                Scenario.of("{provider: openai, firstTokenDelayMs: 400}"),
                Scenario.of("{provider: groq, status: 429}"));

        assertThat(streamed("task/hedged")).endsWith("one two");
        assertThat(journal.await(1).getFirst().attempts())
                .extracting(AttemptRecord::provider, AttemptRecord::failureClass)
                .containsExactly(tuple("groq", FailureClass.RATE_LIMITED), tuple("openai", null));
    }

    @Test
    void theThirdServesWhereBothFail() {
        simulator.script(
                Scenario.of("{provider: openai, status: 500, headersDelayMs: 300}"),
                Scenario.of("{provider: groq, status: 500}"));

        assertThat(streamed("task/hedged")).endsWith("one two");
        assertThat(journal.await(1).getFirst().servedProvider()).isEqualTo("nvidia");
        assertThat(simulator.calls()).hasSize(3);
    }

    @Test
    void aCallerMayWishIt() {
        simulator.script(Scenario.of("{provider: openai, firstTokenDelayMs: 600}"));

        assertThat(streamed("task/patient", Map.of("hedge_after_ms", 60))).endsWith("one two");
        assertThat(journal.await(1).getFirst().servedProvider()).isEqualTo("groq");
    }

    @Test
    void nobodyElseIsAskedUnwished() {
        simulator.script(Scenario.of("{provider: openai, firstTokenDelayMs: 400}"));

        assertThat(streamed("task/patient")).endsWith("one two");
        assertThat(simulator.calls()).hasSize(1);
    }

    @Test
    void whatCannotBePaidTwiceIsAskedOnce() {
        simulator.script(Scenario.of("{provider: openai, firstTokenDelayMs: 400}"));

        // one answer of at most 4,096 tokens costs some 0.0083 USD
        assertThat(streamed("task/patient", Map.of("hedge_after_ms", 60, "max_cost_usd", 0.01)))
                .endsWith("one two");
        assertThat(simulator.calls()).hasSize(1);
        assertThat(journal.await(1).getFirst().plan().exclusions())
                .anyMatch(it -> it.reason().equals(RequestPlan.TOO_DEAR));
    }

    @Test
    void aPlainAnswerIsNotAskedForTwice() {
        simulator.script(Scenario.of("{provider: openai, firstTokenDelayMs: 400}"));

        openAi(REF).chat().completions().create(params("task/hedged", Map.of()));

        assertThat(journal.await(1).getFirst().attempts()).hasSize(1);
        assertThat(simulator.calls()).hasSize(1);
    }

    /// Both calls end, and both are told of.
    @Test
    void aCallerWhoLeavesEndsBoth() throws Exception {
        simulator.script(
                Scenario.of("{provider: openai, firstTokenDelayMs: 3000}"),
                Scenario.of("{provider: groq, firstTokenDelayMs: 3000}"));
        String body =
                "{\"model\":\"task/hedged\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"one two\"}]}";
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            String request =
                    "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
                                    .formatted(Landscape.secret(REF))
                            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                    .formatted(body.length(), body);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> simulator.calls().size() == 2);
        }

        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.ABANDONED);
        assertThat(event.attempts())
                .extracting(AttemptRecord::failureClass)
                .containsExactly(FailureClass.CALLER_LEFT, FailureClass.CALLER_LEFT);
        await().until(() -> simulator.calls().stream().allMatch(call -> call.cancelled()));
    }

    private String streamed(String by) {
        return streamed(by, Map.of());
    }

    private String streamed(String by, Map<String, Object> options) {
        try (StreamResponse<ChatCompletionChunk> stream =
                openAi(REF).chat().completions().createStreaming(params(by, options))) {
            return stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .flatMap(choice -> choice.delta().content().stream())
                    .collect(Collectors.joining());
        }
    }

    private static ChatCompletionCreateParams params(String by, Map<String, Object> options) {
        return ChatCompletionCreateParams.builder()
                .model(by)
                .addUserMessage("one two")
                .putAdditionalBodyProperty("spidergate_options", JsonValue.from(options))
                .build();
    }
}
