package io.spidergate.gateway.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.types.FunctionCallingConfig;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Schema;
import com.google.genai.types.Tool;
import com.google.genai.types.ToolConfig;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
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

/// Google's own client speaks generateContent to providers that know only chat completions; and
/// callers of chat completions reach one that knows only generateContent: the gateway behind the
/// gateway.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class GenerateContentThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "google001";
    private static int counter;

    private String model;

    @BeforeEach
    void freshLandscape() {
        model = "google-model-" + counter++;
        tokens.put(Landscape.token(REF));
        tables.set(
                new TwoGateways(
                                simulator,
                                root.resolve("/v1beta"),
                                Dialect.GEMINI,
                                AuthScheme.X_GOOG_API_KEY,
                                REF)
                        .table(model));
    }

    @Test
    void answersPlainly() {
        GenerateContentResponse answer = ask("task/chat");
        assertThat(answer.text()).contains("Say hello");
        assertThat(answer.finishReason().toString()).isEqualTo("STOP");
        RequestEvent event = onlyEvent();
        assertThat(event.endpoint()).isEqualTo("/models:generateContent");
        assertThat(event.requestedModel()).isEqualTo("task/chat");
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.usage().outputTokens())
                .isEqualTo(
                        answer.usageMetadata()
                                .orElseThrow()
                                .candidatesTokenCount()
                                .orElseThrow()
                                .longValue());
    }

    @Test
    void streamsFramesThatTheClientAccepts() {
        List<GenerateContentResponse> frames = stream("task/chat");
        assertThat(text(frames)).contains("Say hello");
        assertThat(frames.getLast().finishReason().toString()).isEqualTo("STOP");
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.COMPLETED);
    }

    @Test
    void carriesFunctionCalls() {
        var declared =
                FunctionDeclaration.builder()
                        .name("look_up")
                        .parameters(
                                Schema.builder()
                                        .type("OBJECT")
                                        .properties(
                                                Map.of(
                                                        "q",
                                                        Schema.builder().type("STRING").build()))
                                        .build())
                        .build();
        var config =
                GenerateContentConfig.builder()
                        .tools(Tool.builder().functionDeclarations(declared).build())
                        .toolConfig(
                                ToolConfig.builder()
                                        .functionCallingConfig(
                                                FunctionCallingConfig.builder().mode("ANY").build())
                                        .build())
                        .build();
        try (Client client = client(REF)) {
            var answer = client.models.generateContent("task/chat", "Say hello", config);
            assertThat(answer.functionCalls()).isNotEmpty();
            assertThat(answer.functionCalls().getFirst().name()).contains("look_up");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status: 503", "malformedChunk: 1"})
    void failsOverInSilenceBeforeTheFirstContent(String fault) {
        simulator.script(Scenario.of("{provider: groq, " + fault + "}"));
        assertThat(text(stream("task/chat"))).contains("Say hello");
        assertThat(onlyEvent().attempts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cutAfterBytes: 1200, chunks: 40", "errorMidStream: 6, chunks: 40"})
    void aBrokenStreamNeverLooksComplete(String fault) {
        simulator.script(Scenario.of("{provider: groq, " + fault + "}"));
        List<GenerateContentResponse> frames = new ArrayList<>();
        Throwable broken = catchThrowable(() -> stream("task/chat", frames));
        assertThat(frames).isNotEmpty();
        assertThat(frames)
                .allSatisfy(frame ->
                        assertThat(
                                        frame.candidates().stream()
                                                .flatMap(List::stream)
                                                .flatMap(it -> it.finishReason().stream()))
                                .isEmpty());
        assertThat(broken).isNotNull();
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.CUT);
    }

    @Test
    void chatCallersReachAProviderOfGenerateContent() {
        ChatCompletion answer =
                openAi(REF)
                        .chat()
                        .completions()
                        .create(
                                ChatCompletionCreateParams.builder()
                                        .model("mirror/behind/" + model)
                                        .addSystemMessage("Be brief.")
                                        .addUserMessage("Say hello")
                                        .build());
        answer.validate();
        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .contains("Say hello");
    }

    @Test
    void passesThroughToAProviderOfTheSameProtocol() {
        assertThat(ask("mirror/behind/" + model).text()).contains("Say hello");
        assertThat(text(stream("mirror/behind/" + model))).contains("Say hello");
        assertThat(journal.await(4))
                .filteredOn(event -> event.servedProvider().equals("mirror"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.usage().outputTokens()).isPositive());
    }

    @Test
    void tellsErrorsAsGooglesClientReadsThem() {
        ApiException unknown = catchThrowableOfType(ApiException.class, () -> ask("nobody"));
        assertThat(unknown.code()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo("NOT_FOUND");
        assertThat(unknown.message()).contains("nobody");
        ApiException stranger =
                catchThrowableOfType(
                        ApiException.class,
                        () -> client("unknown").models.generateContent("task/chat", "x", null));
        assertThat(stranger.status()).isEqualTo("UNAUTHENTICATED");
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void countsTokensWithoutACall() {
        try (Client client = client(REF)) {
            var counted =
                    client.models.countTokens(
                            "task/chat", "one two three four five six seven", null);
            assertThat(counted.totalTokens().orElseThrow()).isBetween(8, 20);
        }
        assertThat(simulator.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task/chat:generateContent",
                "task%2Fchat%3AgenerateContent",
                "task/chat%3acountTokens"
            })
    void takesPathsAsClientsEscapeThem(String path) {
        given().urlEncodingEnabled(false)
                .header("x-goog-api-key", Landscape.secret(REF))
                .contentType("application/json")
                .body("{\"contents\":[{\"parts\":[{\"text\":\"Say hello\"}]}]}")
                .post("/v1beta/models/" + path)
                .then()
                .statusCode(200);
    }

    private GenerateContentResponse ask(String asked) {
        try (Client client = client(REF)) {
            return client.models.generateContent(asked, "Say hello", null);
        }
    }

    private List<GenerateContentResponse> stream(String asked) {
        List<GenerateContentResponse> frames = new ArrayList<>();
        stream(asked, frames);
        return frames;
    }

    private void stream(String asked, List<GenerateContentResponse> into) {
        try (Client client = client(REF);
                ResponseStream<GenerateContentResponse> frames =
                        client.models.generateContentStream(asked, "Say hello", null)) {
            frames.forEach(into::add);
        }
    }

    private static String text(List<GenerateContentResponse> frames) {
        StringBuilder text = new StringBuilder();
        for (GenerateContentResponse frame : frames) {
            String more = frame.text();
            text.append(more == null ? "" : more);
        }
        return text.toString();
    }

    private RequestEvent onlyEvent() {
        return journal.await(1).getFirst();
    }

    private Client client(String ref) {
        return Client.builder()
                .apiKey(Landscape.secret(ref))
                .httpOptions(
                        HttpOptions.builder()
                                .baseUrl(root.toString().replaceFirst("/$", ""))
                                .timeout(20_000)
                                .build())
                .build();
    }
}
