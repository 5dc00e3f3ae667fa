package io.spidergate.gateway.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import io.spidergate.simulator.Scenario;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A stream breaks in the middle and another provider goes on with it: the caller reads one text,
/// each word once, and the trace has the seam. Where nobody can go on, the stream is seen to break.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ContinuedStreamsTest extends BrokenStreams {

    @ParameterizedTest
    @CsvSource({
        "task/groq, cutAfterBytes: 1500",
        "task/groq, stallAfterChunks: 5",
        "task/groq, errorMidStream: 5",
        "task/groq, malformedChunk: 5",
        "task/mistral, cutAfterBytes: 1500",
        "task/anthropic, cutAfterBytes: 1500",
    })
    void anotherGoesOn(String alias, String fault) {
        simulator.script(Scenario.of("{provider: openai, " + fault + "}"));
        Heard heard = chat(alias);
        assertThat(heard.failure()).isNull();
        assertThat(heard.text()).isEqualTo(WHOLE);
        assertThat(heard.finish()).isEqualTo("stop");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.attempts()).hasSize(2);
        AttemptRecord rest = event.attempts().getLast();
        assertThat(event.attempts().getFirst().failureClass()).isEqualTo(FailureClass.STREAM_CUT);
        assertThat(rest.succeeded()).isTrue();
        assertThat(rest.seam()).isNotNull();
        assertThat(rest.seam().attempt()).isEqualTo(1);
        assertThat(rest.seam().afterCharacters()).isBetween(1, WHOLE.length());
        assertThat(event.servedProvider()).isEqualTo(rest.provider());
    }

    @Test
    void bothHalvesAreChargedAndToldToTheCaller() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        Heard heard = chat("task/groq");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.attempts())
                .allSatisfy(attempt -> assertThat(attempt.cost().nanoUsd()).isPositive());
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(event.cost().nanoUsd()));
        assertThat(heard.usage()).isNotNull();
        assertThat(heard.usage().promptTokens()).isEqualTo(event.usage().inputTokens());
        assertThat(heard.usage().completionTokens()).isEqualTo(event.usage().outputTokens());
    }

    @Test
    void aThirdGoesOnWhereTheSecondBreaksToo() {
        simulator.script(
                Scenario.of("{provider: openai, cutAfterBytes: 1200}"),
                Scenario.of("{provider: groq, stallAfterChunks: 3}"));
        Heard heard = chat("task/chain");
        assertThat(heard.failure()).isNull();
        assertThat(heard.text()).isEqualTo(WHOLE);
        assertThat(journal.await(1).getFirst().attempts())
                .extracting(attempt -> attempt.seam() == null ? 0 : attempt.seam().attempt())
                .containsExactly(0, 1, 2);
    }

    @Test
    void whoRefusesToGoOnIsPassedOver() {
        simulator.script(
                Scenario.of("{provider: openai, cutAfterBytes: 1500}"),
                Scenario.of("{provider: groq, status: 400}"));
        Heard heard = chat("task/chain");
        assertThat(heard.failure()).isNull();
        assertThat(heard.text()).isEqualTo(WHOLE);
    }

    @Test
    void callersOfMessagesHaveNoSeamEither() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        assertWhole(message("task/groq", it -> it));
    }

    /// Their provider numbered its blocks itself.
    @Test
    void callersOfMessagesHaveNoneEitherWhereTheirsWentThroughAsItIs() {
        simulator.script(Scenario.of("{provider: anthropic, cutAfterBytes: 1800}"));
        assertWhole(message("task/claude", it -> it));
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.attempts()).hasSize(2);
        assertThat(event.attempts().getLast().seam()).isNotNull();
        assertThat(event.attempts().getLast().seam().afterCharacters()).isPositive();
    }

    @Test
    void thoughtsBeforeTheTextStayWhereTheyAre() {
        simulator.script(Scenario.of("{provider: anthropic, cutAfterBytes: 4500}"));
        Message message = message("task/claude", it -> it.maxTokens(4_000).enabledThinking(1_024));
        assertThat(message.content()).hasSize(2);
        assertThat(message.content().getFirst().isThinking()).isTrue();
        assertThat(message.content().getLast().asText().text()).isEqualTo(WHOLE);
        assertThat(journal.await(1).getFirst().attempts()).hasSize(2);
    }

    private static void assertWhole(Message message) {
        assertThat(message.content()).hasSize(1);
        assertThat(message.content().getFirst().asText().text()).isEqualTo(WHOLE);
    }

    private Message message(String by, UnaryOperator<MessageCreateParams.Builder> more) {
        var message = MessageAccumulator.create();
        var client =
                AnthropicOkHttpClient.builder()
                        .baseUrl(root.toString())
                        .apiKey(Landscape.secret(REF))
                        .maxRetries(0)
                        .build();
        try (var stream =
                client.messages()
                        .createStreaming(
                                more.apply(
                                                MessageCreateParams.builder()
                                                        .model(by)
                                                        .maxTokens(500)
                                                        .addUserMessage(QUESTION))
                                        .build())) {
            stream.stream().forEach(message::accumulate);
        }
        return message.message();
    }

    @Test
    void callersOfResponsesHaveNoSeamEither() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        OpenAIClient client = openAi(REF);
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses()
                        .createStreaming(
                                ResponseCreateParams.builder()
                                        .model("task/groq")
                                        .input(QUESTION)
                                        .build())) {
            List<ResponseStreamEvent> events = stream.stream().toList();
            assertThat(
                            events.stream()
                                    .flatMap(event -> event.outputTextDelta().stream())
                                    .map(delta -> delta.delta())
                                    .collect(Collectors.joining()))
                    .isEqualTo(WHOLE);
            assertThat(events.getLast().isCompleted()).isTrue();
        }
    }

    @Test
    void callersOfGenerateContentHaveNoSeamEitherThoughTheirsWentThroughAsItIs() throws Exception {
        simulator.script(Scenario.of("{provider: gemini, cutAfterBytes: 2000}"));
        String stream =
                given().urlEncodingEnabled(false)
                        .header("x-goog-api-key", Landscape.secret(REF))
                        .contentType("application/json")
                        .body("{\"contents\":[{\"parts\":[{\"text\":\"" + QUESTION + "\"}]}]}")
                        .post("/v1beta/models/task/gemini:streamGenerateContent?alt=sse")
                        .asString();
        StringBuilder text = new StringBuilder();
        for (String line : stream.lines().filter(it -> it.startsWith("data:")).toList()) {
            text.append(
                    new ObjectMapper()
                            .readTree(line.substring("data:".length()))
                            .at("/candidates/0/content/parts/0/text")
                            .asText());
        }
        assertThat(text.toString()).as(stream).isEqualTo(WHOLE);
        assertThat(stream).contains("finishReason");
        assertThat(journal.await(1).getFirst().attempts()).hasSize(2);
    }

    @Test
    void aTaskIsHastierThanItsProviders() {
        simulator.script(Scenario.of("{provider: openai, firstTokenDelayMs: 500}"));
        assertThat(chat("task/hasty").text()).isEqualTo(WHOLE);
        assertThat(journal.await(1).getFirst().attempts().getFirst().failureClass())
                .isEqualTo(FailureClass.TIMEOUT);
    }

    @Test
    void whereOnlyThoughtsHadComeAnyoneIsAskedAnew() {
        simulator.script(Scenario.of("{provider: gemini, cutAfterBytes: 1200}"));
        String stream =
                given().urlEncodingEnabled(false)
                        .header("x-goog-api-key", Landscape.secret(REF))
                        .contentType("application/json")
                        .body(
                                """
                                {"contents": [{"parts": [{"text": "%s"}]}],
                                 "generationConfig": {"thinkingConfig": {"includeThoughts": true}}}
                                """
                                        .formatted(QUESTION))
                        .post("/v1beta/models/task/thinker:streamGenerateContent?alt=sse")
                        .asString();
        RequestEvent event = journal.await(1).getFirst();
        assertThat(stream).contains("\"thought\":true").doesNotContain("\"error\"");
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.attempts()).hasSize(2);
        assertThat(event.attempts().getLast().seam().afterCharacters()).isZero();
        assertThat(event.servedProvider()).as("not known to go on").isEqualTo("nvidia");
    }
}
