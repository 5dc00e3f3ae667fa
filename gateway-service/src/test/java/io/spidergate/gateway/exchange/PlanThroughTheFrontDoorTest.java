package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.llm.chat.Quirk;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A ChatGPT plan serves callers of any protocol, streamed or not, though it only streams and takes
/// little that tunes an answer.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class PlanThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "plan00000001";
    private static int counter;

    private String model;

    @BeforeEach
    void freshLandscape() {
        model = "plan-model-" + counter++;
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider(
                                "chatgpt",
                                simulator.baseUrl("chatgpt"),
                                Dialect.RESPONSES,
                                AuthScheme.BEARER,
                                Landscape.QUICK)
                        .quirks(Quirk.CHATGPT_PLAN)
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("chatgpt", model, TokenPrice.FREE)
                        .covered()
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .alias("task/plan", "chatgpt/" + model, "openai/" + model)
                        .table());
    }

    @Test
    void answersAChatThatIsTunedAndNotesWhatItDoesNotTake() {
        ChatCompletion answer =
                client().chat()
                        .completions()
                        .create(
                                chat().addSystemMessage("Be brief.")
                                        .temperature(0.3)
                                        .maxCompletionTokens(200)
                                        .user("somebody")
                                        .build());
        answer.validate();
        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .contains("Say hello");
        assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
        AttemptRecord attempt = onlyAttempt();
        assertThat(attempt.provider()).isEqualTo("chatgpt");
        assertThat(attempt.notes())
                .contains(
                        "temperature was left out: a ChatGPT plan does not take it",
                        "max_output_tokens was left out: a ChatGPT plan does not take it",
                        "user was left out: a ChatGPT plan does not take it");
    }

    @Test
    void streamsAChat() {
        ChatCompletionAccumulator heard = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client().chat().completions().createStreaming(chat().build())) {
            chunks.stream().forEach(heard::accumulate);
        }
        assertThat(heard.chatCompletion().choices().getFirst().message().content().orElseThrow())
                .contains("Say hello");
        assertThat(onlyAttempt().provider()).isEqualTo("chatgpt");
        assertThat(onlyEvent().cost().basis()).isEqualTo(RequestEvent.Basis.SUBSCRIPTION);
        assertThat(onlyEvent().cost().nanoUsd()).isZero();
    }

    @Test
    void answersAndStreamsResponses() {
        Response plain = client().responses().create(responses().build());
        plain.validate();
        assertThat(plain.status()).contains(ResponseStatus.COMPLETED);
        assertThat(text(plain)).contains("Say hello");

        ResponseAccumulator heard = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events =
                client().responses().createStreaming(responses().build())) {
            events.stream().forEach(heard::accumulate);
        }
        assertThat(text(heard.response())).contains("Say hello");
        assertThat(journal.await(2))
                .allSatisfy(event -> assertThat(event.servedProvider()).isEqualTo("chatgpt"));
    }

    @ParameterizedTest
    @CsvSource({
        "'status: 429, errorCode: subscription_sharing_usage_limit_exceeded', WINDOW_EXHAUSTED",
        "'status: 403, errorCode: subscription_sharing_user_not_eligible', NO_QUOTA",
        "'status: 503, errorCode: subscription_sharing_usage_unavailable', OVERLOADED",
    })
    void whatThePlanRefusesIsServedByTheNext(String fault, FailureClass expected) {
        simulator.script(Scenario.of("{provider: chatgpt, " + fault + "}"));

        ChatCompletion answer = client().chat().completions().create(chat().build());

        answer.validate();
        List<AttemptRecord> attempts = onlyEvent().attempts();
        assertThat(attempts).hasSize(2);
        assertThat(attempts.getFirst().failureClass()).isEqualTo(expected);
        assertThat(attempts.getLast().provider()).isEqualTo("openai");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "omitDone: true",
                "errorMidStream: 2, chunks: 9",
                "cutAfterBytes: 900, chunks: 40",
                "malformedChunk: 2"
            })
    void aStreamThatWasNotCompletedIsNoAnswerToWhoWaitsForTheWhole(String fault) {
        simulator.script(Scenario.of("{provider: chatgpt, " + fault + "}"));

        client().chat().completions().create(chat().build()).validate();

        RequestEvent event = onlyEvent();
        assertThat(event.attempts()).hasSize(2);
        assertThat(event.servedProvider()).isEqualTo("openai");
    }

    @Test
    void norToWhoSpeaksItsOwnProtocol() {
        simulator.script(Scenario.of("{provider: chatgpt, omitDone: true}"));
        client().responses().create(responses().build()).validate();
        assertThat(onlyEvent().attempts()).hasSize(2);
    }

    private ChatCompletionCreateParams.Builder chat() {
        return ChatCompletionCreateParams.builder().model("task/plan").addUserMessage("Say hello");
    }

    private static ResponseCreateParams.Builder responses() {
        return ResponseCreateParams.builder().model("task/plan").input("Say hello").topP(0.5);
    }

    private static String text(Response answer) {
        StringBuilder text = new StringBuilder();
        answer.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .forEach(part -> text.append(part.text()));
        return text.toString();
    }

    private AttemptRecord onlyAttempt() {
        List<AttemptRecord> attempts = onlyEvent().attempts();
        assertThat(attempts).hasSize(1);
        return attempts.getFirst();
    }

    private RequestEvent onlyEvent() {
        return journal.await(1).getFirst();
    }

    private OpenAIClient client() {
        return openAi(REF);
    }
}
