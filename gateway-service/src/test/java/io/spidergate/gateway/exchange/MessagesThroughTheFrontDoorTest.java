package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolChoiceAny;
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
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Anthropic's own client, response validation on, speaks Messages to providers that know only chat
/// completions; and callers of chat completions reach one that knows only Messages: the gateway
/// behind the gateway.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class MessagesThroughTheFrontDoorTest extends FrontDoor {

    private static final String REF = "messages001";
    private static int counter;

    private String model;

    @BeforeEach
    void freshLandscape() {
        model = "messages-model-" + counter++;
        tokens.put(Landscape.token(REF));
        tables.set(
                new TwoGateways(
                                simulator,
                                root.resolve("/v1"),
                                Dialect.ANTHROPIC,
                                AuthScheme.X_API_KEY,
                                REF)
                        .table(model));
    }

    @Test
    void answersPlainly() {
        Message answer = client(REF).messages().create(ask("task/chat").build()).validate();
        assertThat(answer.stopReason()).contains(StopReason.END_TURN);
        assertThat(text(answer)).contains("Say hello");
        RequestEvent event = onlyEvent();
        assertThat(event.endpoint()).isEqualTo("/messages");
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.usage().outputTokens()).isEqualTo(answer.usage().outputTokens());
    }

    @Test
    void streamsEventsThatTheClientAccepts() {
        Streamed streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNull();
        Message answer = streamed.accumulator.message().validate();
        assertThat(answer.stopReason()).contains(StopReason.END_TURN);
        assertThat(text(answer)).contains("Say hello");
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.COMPLETED);
    }

    @Test
    void carriesToolUse() {
        Message answer =
                client(REF)
                        .messages()
                        .create(
                                ask("task/chat")
                                        .addTool(lookUp())
                                        .toolChoice(ToolChoiceAny.builder().build())
                                        .build())
                        .validate();
        assertThat(answer.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(answer.content())
                .anySatisfy(block -> assertThat(block.asToolUse().name()).isEqualTo("look_up"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status: 503", "malformedChunk: 1", "firstTokenDelayMs: 3000"})
    void failsOverInSilenceBeforeTheFirstContent(String fault) {
        simulator.script(Scenario.of("{provider: groq, " + fault + "}"));
        Streamed streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNull();
        assertThat(text(streamed.accumulator.message())).contains("Say hello");
        assertThat(onlyEvent().attempts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cutAfterBytes: 1200, chunks: 40",
                "stallAfterChunks: 6, chunks: 40",
                "errorMidStream: 6, chunks: 40"
            })
    void aBrokenStreamNeverLooksComplete(String fault) {
        simulator.script(Scenario.of("{provider: groq, " + fault + "}"));
        Streamed streamed = stream(ask("task/chat"));
        assertThat(streamed.events).isPositive();
        assertThat(streamed.stopped).isFalse();
        assertThat(streamed.failure).isNotNull();
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.CUT);
    }

    @Test
    void chatCallersReachAProviderOfMessages() {
        ChatCompletion answer =
                openAi(REF)
                        .chat()
                        .completions()
                        .create(
                                ChatCompletionCreateParams.builder()
                                        .model("mirror/behind/" + model)
                                        .addSystemMessage("Be brief.")
                                        .addUserMessage("Say hello")
                                        .seed(7)
                                        .build());
        answer.validate();
        assertThat(answer.choices().getFirst().message().content().orElseThrow())
                .contains("Say hello");
        RequestEvent front =
                journal.await(2).stream()
                        .filter(event -> event.endpoint().equals("/chat/completions"))
                        .findFirst()
                        .orElseThrow();
        assertThat(front.usage().outputTokens()).isPositive();
        assertThat(front.attempts().getFirst().notes()).anyMatch(note -> note.contains("seed"));
    }

    @Test
    void passesThroughToAProviderOfTheSameProtocol() {
        Message plain =
                client(REF).messages().create(ask("mirror/behind/" + model).build()).validate();
        Streamed streamed = stream(ask("mirror/behind/" + model));
        assertThat(text(plain)).contains("Say hello");
        assertThat(streamed.failure).isNull();
        assertThat(text(streamed.accumulator.message().validate())).contains("Say hello");
        assertThat(journal.await(4))
                .filteredOn(event -> event.servedProvider().equals("mirror"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.usage().outputTokens()).isPositive());
    }

    @Test
    void tellsErrorsAsAnthropicsClientsReadThem() {
        BadRequestException wrong =
                catchThrowableOfType(
                        BadRequestException.class,
                        () ->
                                client(REF)
                                        .messages()
                                        .create(
                                                ask("task/chat")
                                                        .putAdditionalBodyProperty(
                                                                "temperature", JsonValue.from(7))
                                                        .build()));
        assertThat(wrong.getMessage()).contains("temperature").contains("7");
        assertThat(wrong.errorType()).isPresent();
        assertThat(
                        catchThrowableOfType(
                                NotFoundException.class,
                                () -> client(REF).messages().create(ask("nobody").build())))
                .isNotNull();
        assertThat(
                        catchThrowableOfType(
                                UnauthorizedException.class,
                                () -> client("unknown").messages().create(ask("x").build())))
                .isNotNull();
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void countsTokensWithoutACall() {
        var counted =
                client(REF)
                        .messages()
                        .countTokens(
                                MessageCountTokensParams.builder()
                                        .model("task/chat")
                                        .addUserMessage("one two three four five six seven")
                                        .build())
                        .validate();
        assertThat(counted.inputTokens()).isBetween(8L, 20L);
        assertThat(simulator.calls()).isEmpty();
    }

    private static Tool lookUp() {
        return Tool.builder()
                .name("look_up")
                .inputSchema(
                        Tool.InputSchema.builder()
                                .putAdditionalProperty(
                                        "properties",
                                        JsonValue.from(Map.of("q", Map.of("type", "string"))))
                                .build())
                .build();
    }

    private static String text(Message answer) {
        StringBuilder text = new StringBuilder();
        answer.content().stream()
                .flatMap(block -> block.text().stream())
                .forEach(block -> text.append(block.text()));
        return text.toString();
    }

    private RequestEvent onlyEvent() {
        return journal.await(1).getFirst();
    }

    private static MessageCreateParams.Builder ask(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(500)
                .addUserMessage("Say hello");
    }

    private AnthropicClient client(String ref) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(root.toString().replaceFirst("/$", ""))
                .apiKey(Landscape.secret(ref))
                .maxRetries(0)
                .responseValidation(true)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static final class Streamed {

        private final MessageAccumulator accumulator = MessageAccumulator.create();
        private int events;
        private boolean stopped;
        private AnthropicException failure;
    }

    private Streamed stream(MessageCreateParams.Builder params) {
        Streamed streamed = new Streamed();
        try (StreamResponse<RawMessageStreamEvent> events =
                client(REF).messages().createStreaming(params.build())) {
            events.stream()
                    .forEach(event -> {
                        event.validate();
                        streamed.events++;
                        streamed.stopped |= event.isMessageStop();
                        streamed.accumulator.accumulate(event);
                    });
        } catch (AnthropicException broken) {
            streamed.failure = broken;
        }
        return streamed;
    }
}
