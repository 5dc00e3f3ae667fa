package io.spidergate.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The official Java SDK, with response validation on, is served by the running suite as by OpenAI.
@ExtendWith(RunningSuite.Extension.class)
class OpenAiSdkIT {

    private RunningSuite suite;
    private OpenAIClient client;

    @BeforeEach
    void connect(RunningSuite running) {
        suite = running;
        suite.simulator().play("{\"provider\":\"sim-drowsy\",\"status\":503}");
        client = clientWith(suite.newToken());
    }

    @Test
    void aPlainCompletionNamesTheModelThatServedIt() {
        ChatCompletion answer = client.chat().completions().create(ask("steady-70b").build());

        answer.validate();
        assertThat(answer.model()).isEqualTo("steady-70b");
        assertThat(answer.choices().getFirst().message().content()).isPresent();
        assertThat(answer.usage().orElseThrow().totalTokens()).isPositive();
    }

    @Test
    void aStreamIsCompleteAndAddsUpToAValidCompletion() {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat()
                        .completions()
                        .createStreaming(
                                ask("steady-70b")
                                        .streamOptions(
                                                ChatCompletionStreamOptions.builder()
                                                        .includeUsage(true)
                                                        .build())
                                        .build())) {
            stream.stream().map(ChatCompletionChunk::validate).forEach(whole::accumulate);
        }

        ChatCompletion answer = whole.chatCompletion();
        answer.validate();
        assertThat(answer.model()).isEqualTo("steady-70b");
        assertThat(answer.usage()).isPresent();
    }

    @Test
    void anAliasForVectorsEmbeds() {
        CreateEmbeddingResponse vectors =
                client.embeddings()
                        .create(
                                EmbeddingCreateParams.builder()
                                        .model("agent/embed")
                                        .inputOfArrayOfStrings(List.of("one", "two"))
                                        .build())
                        .validate();

        assertThat(vectors.data()).hasSize(2);
        assertThat(vectors.model()).isEqualTo("steady-embed");
    }

    @Test
    void verdictsAreGivenWhereNoModelIsNamed() {
        ModerationCreateResponse verdicts =
                client.moderations()
                        .create(
                                ModerationCreateParams.builder()
                                        .inputOfStrings(List.of("A web.", "A violent threat."))
                                        .build())
                        .validate();

        assertThat(verdicts.model()).isEqualTo("steady-moderation");
        assertThat(verdicts.results()).extracting(it -> it.flagged()).containsExactly(false, true);
    }

    @Test
    void picturesAreMade() {
        ImagesResponse pictures =
                client.images()
                        .generate(
                                ImageGenerateParams.builder()
                                        .model("sim-steady/steady-image")
                                        .prompt("A web in the morning dew.")
                                        .n(2)
                                        .build())
                        .validate();

        assertThat(pictures.data().orElseThrow())
                .hasSize(2)
                .allMatch(picture -> picture.b64Json().isPresent());
    }

    @Test
    void aToolIsCalledAndItsResultIsAnswered() {
        ChatCompletionCreateParams.Builder conversation =
                ask("steady-70b")
                        .addFunctionTool(
                                FunctionDefinition.builder()
                                        .name("weather")
                                        .parameters(
                                                FunctionParameters.builder()
                                                        .putAdditionalProperty(
                                                                "type", JsonValue.from("object"))
                                                        .putAdditionalProperty(
                                                                "properties",
                                                                JsonValue.from(
                                                                        Map.of(
                                                                                "city",
                                                                                Map.of(
                                                                                        "type",
                                                                                        "string"))))
                                                        .putAdditionalProperty(
                                                                "required",
                                                                JsonValue.from(List.of("city")))
                                                        .build())
                                        .build())
                        .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED);
        ChatCompletionMessage asked =
                client.chat()
                        .completions()
                        .create(conversation.build())
                        .validate()
                        .choices()
                        .getFirst()
                        .message();
        ChatCompletionMessageToolCall call = asked.toolCalls().orElseThrow().getFirst();
        assertThat(call.asFunction().function().name()).isEqualTo("weather");

        ChatCompletion answered =
                client.chat()
                        .completions()
                        .create(
                                conversation
                                        .addMessage(asked)
                                        .addMessage(
                                                com.openai.models.chat.completions
                                                        .ChatCompletionToolMessageParam.builder()
                                                        .toolCallId(call.asFunction().id())
                                                        .content("sunny")
                                                        .build())
                                        .toolChoice(ChatCompletionToolChoiceOption.Auto.NONE)
                                        .build());

        assertThat(answered.validate().choices().getFirst().message().content()).isPresent();
    }

    @Test
    void anAliasWhoseFirstChoiceIsDownIsServedByTheNextAndSaysSo() {
        try (HttpResponseFor<ChatCompletion> response =
                client.chat()
                        .completions()
                        .withRawResponse()
                        .create(ask("spideriq/coding").build())) {
            assertThat(response.parse().validate().model()).isNotEqualTo("drowsy-120b");
            assertThat(response.headers().values("X-SpiderGate-Fallback-From"))
                    .containsExactly("sim-drowsy/drowsy-120b");
            assertThat(response.headers().values("x-request-id").getFirst()).startsWith("req_");
        }
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThatThrownBy(() -> client.chat().completions().create(ask("no-such-model").build()))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no-such-model");
    }

    @Test
    void aWrongKeyIsUnauthorized() {
        String forged =
                suite.newToken()
                        .replaceAll(".$", "x")
                        .replaceAll("pat_[a-z0-9]+", "pat_000000000000");

        assertThatThrownBy(() ->
                        clientWith(forged).chat().completions().create(ask("steady-70b").build()))
                .isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void aStreamCutInTheMiddleIsAnErrorAndNeverLooksComplete() {
        // A model of its own: what is cut cools down, and the other tests ask for another one.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(OpenAIException.class)
                .until(() -> client.chat().completions().create(ask("swift-8b").build()).isValid());
        suite.simulator()
                .play(
                        "{\"provider\":\"sim-swift\",\"chunks\":40,\"text\":\"%s\",\"cutAfterBytes\":4000,\"reset\":true}"
                                .formatted(
                                        "one two three four five six seven eight nine ten "
                                                .repeat(4)
                                                .strip()));
        List<ChatCompletionChunk> received = new ArrayList<>();

        assertThatThrownBy(
                        () -> {
                            try (StreamResponse<ChatCompletionChunk> stream =
                                    client.chat()
                                            .completions()
                                            .createStreaming(ask("swift-8b").build())) {
                                stream.stream()
                                        .map(ChatCompletionChunk::validate)
                                        .forEach(received::add);
                            }
                        })
                .isInstanceOf(OpenAIException.class);
        assertThat(received).isNotEmpty();
        assertThat(received)
                .allSatisfy(
                        chunk -> assertThat(chunk.choices().getFirst().finishReason()).isEmpty());
    }

    private static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Say hello to the suite");
    }

    private OpenAIClient clientWith(String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(suite.gateway() + "/v1")
                .apiKey(token)
                .maxRetries(0)
                .responseValidation(true)
                .build();
    }
}
