package io.spidergate.simulator.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.Content;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.Type;
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

/// Google's own client understands the simulator.
final class GoogleClientTest {

    private static final String OLD = "gemini-2.5-flash";
    private static final String NEW = "gemini-3.8-flash";
    private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();

    private ProviderSimulator simulator;
    private Client client;

    @BeforeEach
    void start() {
        List<ProviderScript> providers =
                List.of(ProviderScript.of("google", Manner.GEMINI, "sim-"));
        simulator = ProviderSimulator.start(new SimulatorConfig(0, providers, List.of()));
        client = client("sim-key");
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private Client client(String key) {
        return Client.builder()
                .apiKey(key)
                .httpOptions(
                        HttpOptions.builder()
                                .baseUrl(simulator.rootUrl("google").toString())
                                .apiVersion("v1beta")
                                .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                                .build())
                .build();
    }

    private GenerateContentResponse ask(String model, String text, GenerateContentConfig config) {
        return client.models.generateContent(model, text, config);
    }

    private List<GenerateContentResponse> stream(
            String model, String text, GenerateContentConfig config) {
        List<GenerateContentResponse> frames = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client.models.generateContentStream(model, text, config)) {
            stream.forEach(frames::add);
        }
        return frames;
    }

    private static String text(List<GenerateContentResponse> frames) {
        return frames.stream()
                .map(frame -> frame.text() == null ? "" : frame.text())
                .reduce("", String::concat);
    }

    private static GenerateContentResponseUsageMetadata usage(GenerateContentResponse answer) {
        return answer.usageMetadata().orElseThrow();
    }

    private static GenerateContentConfig.Builder withTools(String... names) {
        List<FunctionDeclaration> functions = new ArrayList<>();
        for (String name : names) {
            functions.add(
                    FunctionDeclaration.builder()
                            .name(name)
                            .parameters(
                                    Schema.builder()
                                            .type(Type.Known.OBJECT)
                                            .properties(
                                                    Map.of(
                                                            "city",
                                                            Schema.builder()
                                                                    .type(Type.Known.STRING)
                                                                    .build()))
                                            .build())
                            .build());
        }
        return GenerateContentConfig.builder()
                .tools(Tool.builder().functionDeclarations(functions).build());
    }

    @Test
    void plainAndStreamedSayTheSame() {
        GenerateContentConfig config =
                GenerateContentConfig.builder()
                        .systemInstruction(Content.fromParts(Part.fromText("Be brief.")))
                        .temperature(0.5f)
                        .build();
        GenerateContentResponse plain = ask(OLD, "the quick brown fox", config);
        List<GenerateContentResponse> frames = stream(OLD, "the quick brown fox", config);

        assertThat(plain.text()).contains("simulator").endsWith("the quick brown fox");
        assertThat(text(frames)).isEqualTo(plain.text());
        assertThat(frames.getLast().finishReason().knownEnum())
                .isEqualTo(plain.finishReason().knownEnum())
                .isEqualTo(FinishReason.Known.STOP);
        assertThat(usage(frames.getLast())).isEqualTo(usage(plain));
        assertThat(
                        usage(plain).promptTokenCount().orElseThrow()
                                + usage(plain).candidatesTokenCount().orElseThrow())
                .isEqualTo(usage(plain).totalTokenCount().orElseThrow());
    }

    @Test
    void stopsAtTheMostTokensAndTellsTheCache() {
        simulator.script(Scenario.of("cachedTokens: 2"));
        GenerateContentResponse answer =
                ask(
                        OLD,
                        "one two three",
                        GenerateContentConfig.builder().maxOutputTokens(3).build());
        assertThat(answer.finishReason().knownEnum()).isEqualTo(FinishReason.Known.MAX_TOKENS);
        assertThat(usage(answer).candidatesTokenCount()).hasValue(3);
        assertThat(usage(answer).cachedContentTokenCount()).hasValue(2);
    }

    @Test
    void thinksWhereItIsAskedToAndCountsThatApart() {
        GenerateContentConfig config =
                GenerateContentConfig.builder()
                        .thinkingConfig(ThinkingConfig.builder().includeThoughts(true).build())
                        .build();
        GenerateContentResponse answer = ask(OLD, "hello", config);
        assertThat(answer.parts().getFirst().thought()).hasValue(true);
        assertThat(usage(answer).thoughtsTokenCount().orElseThrow()).isPositive();
        assertThat(usage(ask(OLD, "hello", PLAIN)).thoughtsTokenCount()).isEmpty();
        assertThat(stream(OLD, "hello", config).getFirst().parts().getFirst().thought())
                .hasValue(true);
    }

    @Test
    void callsComeWholeAndWithoutIdsAndFinishLikeAnyAnswer() {
        GenerateContentConfig config = withTools("get_time", "get_weather").build();
        GenerateContentResponse plain = ask(NEW, "get_weather then get_time", config);
        List<GenerateContentResponse> frames = stream(NEW, "get_weather then get_time", config);

        assertThat(plain.functionCalls())
                .extracting(call -> call.name().orElseThrow())
                .containsExactly("get_weather", "get_time");
        assertThat(plain.functionCalls()).allMatch(call -> call.id().isEmpty());
        assertThat(plain.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        List<FunctionCall> streamed =
                frames.stream()
                        .filter(frame -> frame.functionCalls() != null)
                        .flatMap(frame -> frame.functionCalls().stream())
                        .toList();
        assertThat(streamed).isEqualTo(plain.functionCalls());
    }

    @Test
    void aToolLoopEndsWithWhatTheToolReturned() {
        GenerateContentConfig config = withTools("get_weather").build();
        Content asked = Content.fromParts(Part.fromText("get_weather"));
        Content called =
                ask(NEW, "get_weather", config)
                        .candidates()
                        .orElseThrow()
                        .getFirst()
                        .content()
                        .orElseThrow();
        assertThat(called.parts().orElseThrow().getFirst().thoughtSignature()).isPresent();
        Content returned =
                Content.fromParts(
                        Part.fromFunctionResponse("get_weather", Map.of("output", "rain")));
        GenerateContentResponse last =
                client.models.generateContent(NEW, List.of(asked, called, returned), config);
        assertThat(last.text()).endsWith("The tool answered: rain");
    }

    @Test
    void aCallOfANewModelMustComeBackWithItsSignature() {
        GenerateContentConfig config = withTools("get_weather").build();
        List<Content> loop =
                List.of(
                        Content.fromParts(Part.fromText("get_weather")),
                        Content.builder()
                                .role("model")
                                .parts(Part.fromFunctionCall("get_weather", Map.of()))
                                .build(),
                        Content.fromParts(
                                Part.fromFunctionResponse(
                                        "get_weather", Map.of("output", "rain"))));
        assertThat(client.models.generateContent(OLD, loop, config).text()).contains("rain");
        assertThatThrownBy(() -> client.models.generateContent(NEW, loop, config))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining(
                        "Function call is missing a thought_signature in functionCall parts.")
                .hasMessageContaining("`default_api:get_weather` , position 2.");
    }

    @Test
    void seesPictures() {
        List<Content> contents =
                List.of(
                        Content.fromParts(
                                Part.fromBytes(new byte[] {1, 2, 3}, "image/png"),
                                Part.fromText("look")));
        GenerateContentResponse answer = client.models.generateContent(OLD, contents, PLAIN);
        assertThat(answer.text()).endsWith("You said: [picture] look");
        assertThat(usage(answer).promptTokenCount().orElseThrow()).isGreaterThan(765);
    }

    @Test
    void countsTokensAsItChargesThem() {
        assertThat(client.models.countTokens(OLD, "how much", null).totalTokens())
                .isEqualTo(usage(ask(OLD, "how much", PLAIN)).promptTokenCount());
    }

    @Test
    void aSafetyFilterStopsThePromptOrTheAnswer() {
        simulator.script(Scenario.of("filtered: prompt"));
        GenerateContentResponse refused = ask(OLD, "bad", PLAIN);
        assertThat(refused.candidates()).isEmpty();
        assertThat(refused.promptFeedback().orElseThrow().blockReason().orElseThrow())
                .hasToString("SAFETY");
        assertThat(stream(OLD, "bad", PLAIN).getLast().promptFeedback()).isPresent();
        simulator.script(Scenario.of("filtered: answer"));
        assertThat(ask(OLD, "bad", PLAIN).finishReason().knownEnum())
                .isEqualTo(FinishReason.Known.SAFETY);
        assertThat(stream(OLD, "bad", PLAIN).getLast().finishReason().knownEnum())
                .isEqualTo(FinishReason.Known.SAFETY);
    }

    @Test
    void aBadKeyIsABadArgument() {
        try (Client other = client("other")) {
            assertThatThrownBy(() -> other.models.generateContent(OLD, "hello", PLAIN))
                    .isInstanceOfSatisfying(
                            ClientException.class,
                            thrown -> {
                                assertThat(thrown.code()).isEqualTo(400);
                                assertThat(thrown.message()).contains("API key not valid");
                            });
        }
    }

    @Test
    void tellsOverloadByItsStatus() {
        simulator.script(Scenario.of("status: 503"));
        assertThatThrownBy(() -> ask(OLD, "hello", PLAIN))
                .isInstanceOfSatisfying(
                        ServerException.class,
                        thrown -> assertThat(thrown.status()).isEqualTo("UNAVAILABLE"));
    }
}
