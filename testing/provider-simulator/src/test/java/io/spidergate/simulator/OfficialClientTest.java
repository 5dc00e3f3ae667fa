package io.spidergate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.spidergate.simulator.wire.Bodies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The strictest client there is, with its validation on, finds nothing wrong with the simulator.
final class OfficialClientTest {

    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.demo().withScenarios());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private OpenAIClient client(String provider, String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(simulator.baseUrl(provider).toString())
                .apiKey(key)
                .responseValidation(true)
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder says(String text) {
        return ChatCompletionCreateParams.builder().model("any-model").addUserMessage(text);
    }

    private ChatCompletion ask(String provider, ChatCompletionCreateParams.Builder params) {
        ChatCompletion answer =
                client(provider, "sim-key").chat().completions().create(params.build());
        return answer.validate();
    }

    private ChatCompletion stream(String provider, ChatCompletionCreateParams.Builder params) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> chunks =
                client(provider, "sim-key").chat().completions().createStreaming(params.build())) {
            chunks.stream().forEach(chunk -> accumulator.accumulate(chunk.validate()));
        }
        return accumulator.chatCompletion().validate();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "groq",
                "cerebras",
                "openrouter",
                "gemini",
                "openai",
                "anthropic",
                "nvidia",
                "local"
            })
    void everyProviderAnswersPlainAndStreamedAlike(String provider) {
        ChatCompletion plain = ask(provider, says("the quick brown fox"));
        ChatCompletion streamed = stream(provider, says("the quick brown fox"));

        String text = plain.choices().getFirst().message().content().orElseThrow();
        assertThat(text).contains("simulator").endsWith("the quick brown fox");
        assertThat(streamed.choices().getFirst().message().content()).hasValue(text);
        assertThat(plain.id()).matches("chatcmpl-[0-9a-f]{24}");
        assertThat(plain.usage().orElseThrow().totalTokens()).isPositive();
    }

    /// The client's accumulator takes usage for the end and fails on this, so it is left out here.
    @Test
    void mistralTellsUsageUnaskedWithTheLastChoice() {
        try (StreamResponse<ChatCompletionChunk> chunks =
                client("mistral", "sim-key")
                        .chat()
                        .completions()
                        .createStreaming(says("hello").build())) {
            ChatCompletionChunk last =
                    chunks.stream().map(ChatCompletionChunk::validate).toList().getLast();
            assertThat(last.usage()).isPresent();
            assertThat(last.choices().getFirst().finishReason()).isPresent();
        }
    }

    @Test
    void streamedUsageComesOnlyWhenAskedFor() {
        assertThat(stream("openai", says("hello")).usage()).isEmpty();
        ChatCompletion answer =
                stream(
                        "openai",
                        says("hello")
                                .streamOptions(
                                        ChatCompletionStreamOptions.builder()
                                                .includeUsage(true)
                                                .build()));
        assertThat(answer.usage().orElseThrow().promptTokensDetails()).isPresent();
    }

    @Test
    void capsTheAnswerAtMaxTokensAndSaysSo() {
        ChatCompletion answer = ask("openai", says("one two three").maxCompletionTokens(3));
        assertThat(answer.choices().getFirst().finishReason())
                .isEqualTo(ChatCompletion.Choice.FinishReason.LENGTH);
        assertThat(answer.usage().orElseThrow().completionTokens()).isEqualTo(3);
    }

    @Test
    void givesAsManyChoicesAsAskedForAndStopsAtAStopWord() {
        ChatCompletion answer = stream("openai", says("alpha STOP omega").n(3).stop("STOP"));
        assertThat(answer.choices()).hasSize(3);
        assertThat(answer.choices())
                .allSatisfy(choice ->
                        assertThat(choice.message().content().orElseThrow())
                                .contains("alpha")
                                .doesNotContain("omega"));
    }

    @Test
    void answersJsonWhereJsonIsAskedFor() throws Exception {
        ChatCompletion answer =
                ask(
                        "openai",
                        says("give me json")
                                .responseFormat(ResponseFormatJsonObject.builder().build()));
        String text = answer.choices().getFirst().message().content().orElseThrow();
        assertThat(Bodies.MAPPER.readTree(text).path("simulator").asBoolean()).isTrue();
    }

    private static ChatCompletionCreateParams.Builder withWeatherTool(String text) {
        return says(text)
                .addTool(
                        ChatCompletionFunctionTool.builder()
                                .function(
                                        FunctionDefinition.builder()
                                                .name("get_weather")
                                                .parameters(
                                                        FunctionParameters.builder()
                                                                .putAdditionalProperty(
                                                                        "type",
                                                                        JsonValue.from("object"))
                                                                .putAdditionalProperty(
                                                                        "properties",
                                                                        JsonValue.from(
                                                                                Map.of(
                                                                                        "city",
                                                                                        Map.of(
                                                                                                "type",
                                                                                                "string"),
                                                                                        "days",
                                                                                        Map.of(
                                                                                                "type",
                                                                                                "integer",
                                                                                                "minimum",
                                                                                                2))))
                                                                .build())
                                                .build())
                                .build());
    }

    @Test
    void callsAToolWithArgumentsThatFitItsSchema() throws Exception {
        ChatCompletionCreateParams.Builder asked =
                withWeatherTool("rain?").toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
        for (ChatCompletion answer : List.of(ask("groq", asked), stream("groq", asked))) {
            var choice = answer.choices().getFirst();
            assertThat(choice.finishReason())
                    .isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
            var call = choice.message().toolCalls().orElseThrow().getFirst().asFunction();
            assertThat(call.function().name()).isEqualTo("get_weather");
            var arguments = Bodies.MAPPER.readTree(call.function().arguments());
            assertThat(arguments.path("city").asText()).isEqualTo("rain?");
            assertThat(arguments.path("days").asInt()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void callsAToolWhenTheTextAsksForItAndNotOtherwise() {
        assertThat(ask("openai", withWeatherTool("use a tool")).choices().getFirst().message())
                .matches(message -> message.toolCalls().isPresent());
        assertThat(ask("openai", withWeatherTool("hello")).choices().getFirst().message())
                .matches(message -> message.toolCalls().isEmpty());
    }

    @Test
    void embedsTheSameInBothEncodings() {
        var completions = client("sim-steady", "sim-key").embeddings();
        var base64 =
                completions.create(
                        EmbeddingCreateParams.builder()
                                .model("steady-embed")
                                .inputOfArrayOfStrings(List.of("one", "two"))
                                .build());
        var floats =
                completions.create(
                        EmbeddingCreateParams.builder()
                                .model("steady-embed")
                                .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                                .inputOfArrayOfStrings(List.of("one", "two"))
                                .build());
        assertThat(base64.validate().data()).hasSize(2);
        assertThat(base64.data().getFirst().embedding())
                .isEqualTo(floats.validate().data().getFirst().embedding());
        assertThat(base64.data().getFirst().embedding())
                .isNotEqualTo(base64.data().getLast().embedding());
    }

    @Test
    void listsItsModels() {
        assertThat(client("sim-steady", "sim-key").models().list().data())
                .extracting(model -> model.validate().id())
                .containsExactly(
                        "steady-70b",
                        "steady-embed",
                        "steady-moderation",
                        "steady-image",
                        "steady-voice",
                        "steady-ears");
    }

    @Test
    void refusesAKeyOfTheWrongKind() {
        assertThatThrownBy(() ->
                        client("openai", "other")
                                .chat()
                                .completions()
                                .create(says("hello").build()))
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void tellsAnErrorInMidStream() {
        simulator.script(Scenario.of("errorMidStream: 2"));
        assertThatThrownBy(() -> stream("openai", says("hello"))).isInstanceOf(SseException.class);
    }

    @Test
    void cutsAndResetsStreams() {
        for (String fault : List.of("cutAfterBytes: 700", "{cutAfterBytes: 700, reset: true}")) {
            simulator.script(Scenario.of(fault));
            assertThatThrownBy(() -> stream("openai", says("hello")))
                    .isInstanceOf(OpenAIIoException.class);
        }
    }

    @Test
    void ordersAStatusWithARetryAfter() {
        simulator.script(Scenario.of("{status: 429, retryAfter: \"7\"}"));
        assertThatThrownBy(() -> ask("openai", says("hello")))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        thrown ->
                                assertThat(thrown.headers().values("retry-after"))
                                        .containsExactly("7"));
    }
}
