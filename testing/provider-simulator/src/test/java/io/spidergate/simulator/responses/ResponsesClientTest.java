package io.spidergate.simulator.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.ReasoningEffort;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseIncludable;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseReasoningItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The strictest client there is, with its validation on, finds nothing wrong with the simulator.
final class ResponsesClientTest {

    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        List<ProviderScript> providers = List.of(ProviderScript.of("gpt", Manner.OPENAI, "sim-"));
        simulator = ProviderSimulator.start(new SimulatorConfig(0, providers, List.of()));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private OpenAIClient client() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(simulator.baseUrl("gpt").toString())
                .apiKey("sim-key")
                .responseValidation(true)
                .maxRetries(0)
                .build();
    }

    private static ResponseCreateParams.Builder says(String text) {
        return ResponseCreateParams.builder().model("gpt-6-sol").input(text);
    }

    private Response ask(ResponseCreateParams.Builder params) {
        return client().responses().create(params.build()).validate();
    }

    private Response stream(ResponseCreateParams.Builder params) {
        ResponseAccumulator accumulator = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events =
                client().responses().createStreaming(params.build())) {
            events.stream().forEach(event -> accumulator.accumulate(event.validate()));
        }
        return accumulator.response().validate();
    }

    private static String text(Response response) {
        return response.output().stream()
                .filter(ResponseOutputItem::isMessage)
                .flatMap(item -> item.asMessage().content().stream())
                .map(content -> content.asOutputText().text())
                .reduce("", String::concat);
    }

    private static List<ResponseFunctionToolCall> calls(Response response) {
        return response.output().stream()
                .filter(ResponseOutputItem::isFunctionCall)
                .map(ResponseOutputItem::asFunctionCall)
                .toList();
    }

    private static FunctionTool tool(String name) {
        return FunctionTool.builder()
                .name(name)
                .strict(false)
                .parameters(
                        FunctionTool.Parameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties",
                                        JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                .build();
    }

    private static ResponseCreateParams.Builder thinking(ResponseCreateParams.Builder params) {
        return params.reasoning(
                        Reasoning.builder()
                                .effort(ReasoningEffort.LOW)
                                .summary(Reasoning.Summary.AUTO)
                                .build())
                .store(false)
                .addInclude(ResponseIncludable.REASONING_ENCRYPTED_CONTENT);
    }

    @Test
    void plainAndStreamedSayTheSame() {
        ResponseCreateParams.Builder asked =
                says("the quick brown fox").instructions("Be brief.").temperature(0.5);
        Response plain = ask(asked);
        Response streamed = stream(asked);

        assertThat(text(plain)).contains("simulator").endsWith("the quick brown fox");
        assertThat(text(streamed)).isEqualTo(text(plain));
        assertThat(streamed.usage()).isEqualTo(plain.usage());
        assertThat(streamed.status()).hasValue(ResponseStatus.COMPLETED);
        assertThat(plain.temperature()).hasValue(0.5);
    }

    @Test
    void anAnswerThatIsCutByTheCapIsIncomplete() {
        ResponseCreateParams.Builder asked = says("w ".repeat(60)).maxOutputTokens(16);
        for (Response response : List.of(ask(asked), stream(asked))) {
            assertThat(response.status()).hasValue(ResponseStatus.INCOMPLETE);
            assertThat(response.incompleteDetails().orElseThrow().reason())
                    .hasValue(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS);
            assertThat(response.usage().orElseThrow().outputTokens()).isEqualTo(16);
        }
    }

    @Test
    void aThoughtComesSummarisedAndSealedWhereItIsAskedFor() {
        simulator.script(Scenario.of("cachedTokens: 1"));
        Response response = stream(thinking(says("hello")));
        ResponseReasoningItem thought = response.output().getFirst().asReasoning();
        assertThat(thought.summary().getFirst().text()).isNotBlank();
        assertThat(thought.encryptedContent()).isPresent();
        ResponseUsage usage = response.usage().orElseThrow();
        assertThat(usage.outputTokensDetails().reasoningTokens()).isPositive();
        assertThat(usage.inputTokensDetails().cachedTokens()).isEqualTo(1);
        Response bare =
                ask(
                        says("hello")
                                .reasoning(
                                        Reasoning.builder().effort(ReasoningEffort.LOW).build()));
        assertThat(bare.output().getFirst().asReasoning().encryptedContent()).isEmpty();
        assertThat(bare.output().getFirst().asReasoning().summary()).isEmpty();
    }

    @Test
    void callsEveryToolThatIsNamedInOneTurn() {
        ResponseCreateParams.Builder asked =
                says("get_time, get_weather")
                        .addTool(tool("get_weather"))
                        .addTool(tool("get_time"));
        Response plain = ask(asked);
        assertThat(calls(plain))
                .extracting(ResponseFunctionToolCall::name)
                .containsExactly("get_time", "get_weather");
        assertThat(calls(stream(asked)))
                .extracting(ResponseFunctionToolCall::arguments)
                .containsExactlyElementsOf(
                        calls(plain).stream().map(ResponseFunctionToolCall::arguments).toList());
    }

    @Test
    void aToolLoopEndsWithWhatTheToolReturned() {
        ResponseCreateParams.Builder asked =
                thinking(says("get_weather").addTool(tool("get_weather")));
        Response first = stream(asked);
        List<ResponseInputItem> history = new ArrayList<>();
        history.add(user("get_weather"));
        history.add(ResponseInputItem.ofReasoning(first.output().getFirst().asReasoning()));
        ResponseFunctionToolCall call = calls(first).getFirst();
        history.add(ResponseInputItem.ofFunctionCall(call));
        history.add(
                ResponseInputItem.ofFunctionCallOutput(
                        ResponseInputItem.FunctionCallOutput.builder()
                                .callId(call.callId())
                                .output("rain")
                                .build()));
        assertThat(text(ask(asked.inputOfResponse(history)))).endsWith("The tool answered: rain");
    }

    private static ResponseInputItem user(String text) {
        return ResponseInputItem.ofEasyInputMessage(
                EasyInputMessage.builder().role(EasyInputMessage.Role.USER).content(text).build());
    }

    @Test
    void tellsItsErrorsWithParameterAndCode() {
        assertThatThrownBy(() -> ask(says("hello").maxOutputTokens(3)))
                .isInstanceOfSatisfying(
                        BadRequestException.class,
                        thrown -> {
                            assertThat(thrown.param()).hasValue("max_output_tokens");
                            assertThat(thrown.code()).hasValue("integer_below_min_value");
                        });
    }

    @Test
    void aFailureInMidStreamIsAFailedResponse() {
        simulator.script(Scenario.of("errorMidStream: 2"));
        Response response = stream(says("hello"));
        assertThat(response.status()).hasValue(ResponseStatus.FAILED);
        assertThat(response.error().orElseThrow().message()).contains("fail in mid-stream");
    }

    @Test
    void aFilteredAnswerIsIncomplete() {
        simulator.script(Scenario.of("filtered: answer"));
        assertThat(ask(says("bad")).incompleteDetails().orElseThrow().reason())
                .hasValue(Response.IncompleteDetails.Reason.CONTENT_FILTER);
    }
}
