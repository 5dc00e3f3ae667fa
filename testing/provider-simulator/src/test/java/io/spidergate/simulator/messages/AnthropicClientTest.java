package io.spidergate.simulator.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.ErrorType;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.ThinkingBlock;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Anthropic's own client, with its validation on, finds nothing wrong with the simulator.
final class AnthropicClientTest {

    private ProviderSimulator simulator;

    @BeforeEach
    void start() {
        List<ProviderScript> providers =
                List.of(ProviderScript.of("claude", Manner.ANTHROPIC, "sim-"));
        simulator = ProviderSimulator.start(new SimulatorConfig(0, providers, List.of()));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private AnthropicClient client(String key) {
        return AnthropicOkHttpClient.builder()
                .baseUrl(simulator.rootUrl("claude").toString())
                .apiKey(key)
                .responseValidation(true)
                .maxRetries(0)
                .build();
    }

    private static MessageCreateParams.Builder says(String text) {
        return MessageCreateParams.builder()
                .model("claude-sonnet-5-5")
                .maxTokens(4096)
                .addUserMessage(text);
    }

    private Message ask(MessageCreateParams.Builder params) {
        return client("sim-key").messages().create(params.build()).validate();
    }

    private Message stream(MessageCreateParams.Builder params) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events =
                client("sim-key").messages().createStreaming(params.build())) {
            events.stream().forEach(event -> accumulator.accumulate(event.validate()));
        }
        return accumulator.message().validate();
    }

    private static String text(Message message) {
        return message.content().stream()
                .filter(ContentBlock::isText)
                .map(block -> block.asText().text())
                .reduce("", String::concat);
    }

    private static List<ToolUseBlock> calls(Message message) {
        return message.content().stream()
                .filter(ContentBlock::isToolUse)
                .map(ContentBlock::asToolUse)
                .toList();
    }

    private static Tool tool(String name) {
        return Tool.builder()
                .name(name)
                .inputSchema(
                        Tool.InputSchema.builder()
                                .putAdditionalProperty(
                                        "properties",
                                        JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                .build();
    }

    @Test
    void plainAndStreamedSayTheSame() {
        Message plain = ask(says("the quick brown fox").system("Be brief."));
        Message streamed = stream(says("the quick brown fox").system("Be brief."));

        assertThat(text(plain)).contains("simulator").endsWith("the quick brown fox");
        assertThat(streamed.content()).isEqualTo(plain.content());
        assertThat(streamed.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(streamed.usage().outputTokens()).isEqualTo(plain.usage().outputTokens());
        assertThat(streamed.usage().inputTokens())
                .isEqualTo(plain.usage().inputTokens())
                .isPositive();
    }

    @Test
    void stopsAtMaxTokensAndAtStopSequences() {
        Message capped = stream(says("one two three").maxTokens(3));
        assertThat(capped.stopReason()).hasValue(StopReason.MAX_TOKENS);
        assertThat(capped.usage().outputTokens()).isEqualTo(3);
        Message stopped = ask(says("alpha STOP omega").addStopSequence("STOP"));
        assertThat(stopped.stopReason()).hasValue(StopReason.STOP_SEQUENCE);
        assertThat(stopped.stopSequence()).hasValue("STOP");
        assertThat(text(stopped)).endsWith("alpha ");
    }

    @Test
    void whatCameFromTheCacheIsNotAmongTheInputTokens() {
        long whole = ask(says("a long prompt to be cached")).usage().inputTokens();
        simulator.script(Scenario.of("cachedTokens: 4"));
        for (Message message :
                List.of(
                        ask(says("a long prompt to be cached")),
                        stream(says("a long prompt to be cached")))) {
            assertThat(message.usage().inputTokens()).isEqualTo(whole - 4);
            assertThat(message.usage().cacheReadInputTokens()).hasValue(4L);
        }
    }

    @Test
    void seesPictures() {
        Message message =
                ask(
                        says("look")
                                .addAssistantMessage("where?")
                                .addUserMessageOfContentBlockParams(
                                        List.of(
                                                ContentBlockParam.ofImage(
                                                        Base64ImageSource.builder()
                                                                .mediaType(
                                                                        Base64ImageSource.MediaType
                                                                                .IMAGE_PNG)
                                                                .data("iVBORw0KGgo=")
                                                                .build()),
                                                ContentBlockParam.ofText("here"))));
        assertThat(text(message)).endsWith("You said: [picture] here");
        assertThat(message.usage().inputTokens()).isGreaterThan(765);
    }

    @Test
    void callsEveryToolThatIsNamedInOneTurn() {
        MessageCreateParams.Builder asked =
                says("call get_time and get_weather")
                        .addTool(tool("get_weather"))
                        .addTool(tool("get_time"));
        Message plain = ask(asked);
        assertThat(calls(plain))
                .extracting(ToolUseBlock::name)
                .containsExactly("get_time", "get_weather");
        assertThat(calls(plain)).extracting(ToolUseBlock::id).doesNotHaveDuplicates();
        assertThat(text(plain)).isEqualTo("Let me call get_time and get_weather.");
        assertThat(plain.stopReason()).hasValue(StopReason.TOOL_USE);
        Message streamed = stream(asked);
        assertThat(streamed.content()).isEqualTo(plain.content());
    }

    @Test
    void aThoughtComesSealedAndIsTakenBackInAToolLoop() {
        MessageCreateParams.Builder asked =
                says("call get_weather").addTool(tool("get_weather")).enabledThinking(1024);
        Message first = stream(asked);
        ThinkingBlock thinking = first.content().getFirst().asThinking();
        assertThat(thinking.thinking()).isNotBlank();
        assertThat(thinking.signature()).isNotBlank();
        assertThat(first.usage().outputTokensDetails().orElseThrow().thinkingTokens()).isPositive();

        Message last =
                ask(
                        asked.addMessage(first)
                                .addUserMessageOfContentBlockParams(
                                        List.of(result(calls(first).getFirst(), "rain"))));
        assertThat(text(last)).endsWith("The tool answered: rain");
        assertThat(last.stopReason()).hasValue(StopReason.END_TURN);
    }

    private static ContentBlockParam result(ToolUseBlock call, String text) {
        return ContentBlockParam.ofToolResult(
                ToolResultBlockParam.builder().toolUseId(call.id()).content(text).build());
    }

    @Test
    void refusesAThoughtWhoseSealItDidNotIssue() {
        Message first = ask(says("hello").enabledThinking(1024));
        ThinkingBlock forged =
                first.content().getFirst().asThinking().toBuilder().thinking("other").build();
        assertThatThrownBy(() ->
                        ask(
                                says("hello")
                                        .enabledThinking(1024)
                                        .addAssistantMessageOfContentBlockParams(
                                                List.of(
                                                        ContentBlockParam.ofThinking(
                                                                forged.toParam())))
                                        .addUserMessage("go on")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining(
                        "messages.1.content.0: Invalid `signature` in `thinking` block");
    }

    @Test
    void countsTokensAsItChargesThem() {
        long counted =
                client("sim-key")
                        .messages()
                        .countTokens(
                                MessageCountTokensParams.builder()
                                        .model("claude-sonnet-5-5")
                                        .addUserMessage("how much is this")
                                        .build())
                        .validate()
                        .inputTokens();
        assertThat(counted).isEqualTo(ask(says("how much is this")).usage().inputTokens());
    }

    @Test
    void tellsErrorsInItsOwnEnvelope() {
        assertThatThrownBy(() -> client("other").messages().create(says("hello").build()))
                .isInstanceOfSatisfying(
                        UnauthorizedException.class,
                        thrown -> {
                            assertThat(thrown.apiMessage()).hasValue("invalid x-api-key");
                            assertThat(thrown.requestId()).isPresent();
                        });
        simulator.script(Scenario.of("{status: 529, times: 1}"));
        assertThatThrownBy(() -> ask(says("hello")))
                .isInstanceOfSatisfying(
                        AnthropicServiceException.class,
                        thrown -> {
                            assertThat(thrown.statusCode()).isEqualTo(529);
                            assertThat(thrown.errorType()).hasValue(ErrorType.OVERLOADED_ERROR);
                        });
        simulator.script(Scenario.of("{status: 429, errorCode: enforced_spend_limit_reached}"));
        assertThatThrownBy(() -> ask(says("hello")))
                .isInstanceOfSatisfying(
                        AnthropicServiceException.class,
                        thrown ->
                                assertThat(thrown.errorCode())
                                        .hasValue("enforced_spend_limit_reached"));
    }

    @Test
    void tellsAnErrorInMidStream() {
        simulator.script(Scenario.of("errorMidStream: 2"));
        assertThatThrownBy(() -> stream(says("hello")))
                .isInstanceOfSatisfying(
                        SseException.class,
                        thrown ->
                                assertThat(thrown.errorType())
                                        .hasValue(ErrorType.OVERLOADED_ERROR));
    }

    @Test
    void aRefusalIsNoErrorButAStopReason() {
        simulator.script(Scenario.of("filtered: prompt"));
        assertThat(ask(says("bad")).stopReason()).hasValue(StopReason.REFUSAL);
        assertThat(stream(says("bad")).stopReason()).hasValue(StopReason.REFUSAL);
    }
}
