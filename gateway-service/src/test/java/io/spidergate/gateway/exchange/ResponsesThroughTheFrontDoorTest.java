package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.gateway.testgate.TwoGateways;
import io.spidergate.simulator.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenAI's own client, response validation on, speaks Responses to providers that know only chat
/// completions, and to one that speaks Responses itself: the gateway behind the gateway.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ResponsesThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "responses001";
    private static int counter;

    private String model;

    @BeforeEach
    void freshLandscape() {
        model = "responses-model-" + counter++;
        tokens.put(Landscape.token(REF));
        tables.set(
                new TwoGateways(
                                simulator,
                                root.resolve("/v1"),
                                Dialect.RESPONSES,
                                AuthScheme.BEARER,
                                REF)
                        .table(model));
    }

    @Test
    void answersPlainly() {
        Response answer = client().responses().create(ask("task/chat").build());
        answer.validate();
        assertThat(answer.status()).contains(ResponseStatus.COMPLETED);
        assertThat(text(answer)).contains("Say hello");
        RequestEvent event = onlyEvent();
        assertThat(event.endpoint()).isEqualTo("/responses");
        assertThat(event.servedModel()).isEqualTo(model);
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
    }

    @Test
    void streamsEventsThatTheStrictestClientAccepts() {
        Streamed streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNull();
        Response answer = streamed.accumulator.response();
        answer.validate();
        assertThat(answer.status()).contains(ResponseStatus.COMPLETED);
        assertThat(text(answer)).contains("Say hello");
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.COMPLETED);
    }

    @Test
    void carriesFunctionCalls() {
        Response answer =
                client().responses()
                        .create(ask("task/chat").addTool(lookUp()).toolChoice(required()).build());
        answer.validate();
        assertThat(answer.output())
                .anySatisfy(item -> {
                    assertThat(item.functionCall()).isPresent();
                    assertThat(item.asFunctionCall().name()).isEqualTo("look_up");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"status: 503", "malformedChunk: 1", "firstTokenDelayMs: 3000"})
    void failsOverInSilenceBeforeTheFirstContent(String fault) {
        simulator.script(Scenario.of("{provider: groq, " + fault + "}"));
        Streamed streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNull();
        assertThat(text(streamed.accumulator.response())).contains("Say hello");
        assertThat(onlyEvent().attempts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cutAfterBytes: 1200, chunks: 40",
                "stallAfterChunks: 6, chunks: 40",
                "errorMidStream: 6, chunks: 40"
            })
    void aBrokenStreamFailsAndIsNeverCompleted(String fault) {
        simulator.script(Scenario.of("{provider: groq, " + fault + "}"));
        Streamed streamed = stream(ask("task/chat"));
        assertThat(streamed.types).contains("output_text.delta").doesNotContain("completed");
        assertThat(streamed.types.getLast()).isEqualTo("failed");
        assertThat(streamed.failure).isNotNull();
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.CUT);
    }

    @Test
    void passesThroughToAProviderOfTheSameProtocol() {
        for (boolean streamed : List.of(false, true)) {
            Response answer =
                    streamed
                            ? stream(ask("mirror/behind/" + model)).accumulator.response()
                            : client().responses().create(ask("mirror/behind/" + model).build());
            answer.validate();
            assertThat(text(answer)).contains("Say hello");
        }
        assertThat(journal.await(4))
                .filteredOn(event -> event.servedProvider().equals("mirror"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.usage().outputTokens()).isPositive());
    }

    @Test
    void namesTheFieldThatIsWrongInTheCallersOwnWords() {
        var params =
                ask("task/chat")
                        .putAdditionalBodyProperty("temperature", JsonValue.from(7))
                        .build();
        BadRequestException refused =
                catchThrowableOfType(
                        BadRequestException.class, () -> client().responses().create(params));
        assertThat(refused.param()).contains("temperature");
        assertThat(refused.getMessage()).contains("7");
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void saysThatNothingIsStoredToWhoWantsToGoOn() {
        var params = ask("task/chat").previousResponseId("resp_1").build();
        BadRequestException refused =
                catchThrowableOfType(
                        BadRequestException.class, () -> client().responses().create(params));
        assertThat(refused.code()).contains("unsupported_parameter");
        assertThat(refused.param()).contains("previous_response_id");
    }

    private static FunctionTool lookUp() {
        return FunctionTool.builder()
                .name("look_up")
                .strict(false)
                .parameters(
                        FunctionTool.Parameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties",
                                        JsonValue.from(Map.of("q", Map.of("type", "string"))))
                                .build())
                .build();
    }

    private static ResponseCreateParams.ToolChoice required() {
        return ResponseCreateParams.ToolChoice.ofOptions(
                com.openai.models.responses.ToolChoiceOptions.REQUIRED);
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

    private RequestEvent onlyEvent() {
        return journal.await(1).getFirst();
    }

    private static ResponseCreateParams.Builder ask(String model) {
        return ResponseCreateParams.builder().model(model).input("Say hello");
    }

    private OpenAIClient client() {
        return openAi(REF);
    }

    private static final class Streamed {

        private final List<String> types = new ArrayList<>();
        private final ResponseAccumulator accumulator = ResponseAccumulator.create();
        private OpenAIException failure;
    }

    private Streamed stream(ResponseCreateParams.Builder params) {
        Streamed streamed = new Streamed();
        try (StreamResponse<ResponseStreamEvent> events =
                client().responses().createStreaming(params.build())) {
            events.stream()
                    .forEach(event -> {
                        event.validate();
                        streamed.types.add(type(event));
                        streamed.accumulator.accumulate(event);
                    });
        } catch (OpenAIException broken) {
            streamed.failure = broken;
        }
        return streamed;
    }

    private static String type(ResponseStreamEvent event) {
        if (event.isFailed()) {
            return "failed";
        }
        if (event.isCompleted()) {
            return "completed";
        }
        return event.isOutputTextDelta() ? "output_text.delta" : "other";
    }
}
