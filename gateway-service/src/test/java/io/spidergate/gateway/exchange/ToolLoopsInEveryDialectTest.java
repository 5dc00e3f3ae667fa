package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.openai.client.OpenAIClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.TokenPrice;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An agent asks for two tools at once, twice, and sends back what its SDK gave it; providers that
/// are as strict as the real ones find nothing wrong, whatever they speak.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ToolLoopsInEveryDialectTest extends FrontDoor {

    private static final String REF = "toolloops001";
    private static final List<String> TOOLS = List.of("look_up", "word_count");
    private static final String TASK = "Please use look_up and word_count on this.";

    /// Plain and streamed.
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @CsvSource({
        "openai/gpt-4o, false",
        "openai/gpt-4o, true",
        "responses/gpt-5, false",
        "responses/gpt-5, true",
        "anthropic/claude-sonnet-4-5, false",
        "anthropic/claude-sonnet-4-5, true",
        "gemini/gemini-3-pro, false",
        "gemini/gemini-3-pro, true",
        "bedrock/anthropic.claude-sonnet-4-5-v1:0, false",
        "bedrock/anthropic.claude-sonnet-4-5-v1:0, true",
        "bedrock/amazon.nova-2-lite-v1:0, false",
        "bedrock/amazon.nova-2-lite-v1:0, true",
    })
    private @interface InEveryDialect {}

    @BeforeEach
    void prepare() {
        tokens.put(Landscape.token(REF));
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider(
                                "responses",
                                simulator.baseUrl("openai"),
                                Dialect.RESPONSES,
                                AuthScheme.BEARER,
                                Landscape.QUICK)
                        .anthropic(simulator)
                        .gemini(simulator)
                        .bedrock(simulator)
                        .deployment("bedrock", "anthropic.claude-sonnet-4-5-v1:0", TokenPrice.FREE)
                        .deployment("bedrock", "amazon.nova-2-lite-v1:0", TokenPrice.FREE)
                        .deployment("openai", "gpt-4o", TokenPrice.FREE)
                        .deployment("responses", "gpt-5", TokenPrice.FREE)
                        .deployment("anthropic", "claude-sonnet-4-5", TokenPrice.FREE)
                        .deployment("gemini", "gemini-3-pro", TokenPrice.FREE)
                        .table());
    }

    @InEveryDialect
    void ofAChatAgent(String model, boolean stream) {
        ChatCompletionCreateParams.Builder conversation =
                ChatCompletionCreateParams.builder()
                        .model(model)
                        .addDeveloperMessage("Be brief.")
                        .addUserMessage(TASK);
        TOOLS.forEach(name ->
                conversation.addFunctionTool(
                        FunctionDefinition.builder()
                                .name(name)
                                .parameters(
                                        com.openai.core.JsonValue.from(schema())
                                                .convert(
                                                        com.openai.models.FunctionParameters.class))
                                .build()));
        for (int loop = 0; loop < 2; loop++) {
            ChatCompletionMessage calling = chat(conversation, stream);
            List<ChatCompletionMessageToolCall> calls = calling.toolCalls().orElseThrow();
            assertThat(calls)
                    .extracting(call -> call.asFunction().function().name())
                    .containsExactlyElementsOf(TOOLS);
            conversation.addMessage(calling);
            calls.forEach(call ->
                    conversation.addMessage(
                            ChatCompletionToolMessageParam.builder()
                                    .toolCallId(call.asFunction().id())
                                    .content("result of " + call.asFunction().function().name())
                                    .build()));
            ChatCompletionMessage told = chat(conversation, stream);
            assertThat(told.content().orElseThrow()).contains("result of word_count");
            conversation.addMessage(told).addUserMessage(TASK);
        }
        assertAllServed(4);
    }

    @InEveryDialect
    void ofAMessagesAgentThatThinks(String model, boolean stream) {
        MessageCreateParams.Builder conversation =
                MessageCreateParams.builder()
                        .model(model)
                        .maxTokens(4_000)
                        .system("Be brief.")
                        .enabledThinking(1_024)
                        .addUserMessage(TASK);
        TOOLS.forEach(name ->
                conversation.addTool(
                        Tool.builder()
                                .name(name)
                                .inputSchema(
                                        Tool.InputSchema.builder()
                                                .putAdditionalProperty(
                                                        "properties",
                                                        JsonValue.from(schema().get("properties")))
                                                .build())
                                .build()));
        for (int loop = 0; loop < 2; loop++) {
            Message calling = message(conversation, stream);
            List<ToolUseBlock> calls =
                    calling.content().stream().flatMap(block -> block.toolUse().stream()).toList();
            assertThat(calls).extracting(ToolUseBlock::name).containsExactlyElementsOf(TOOLS);
            conversation.addMessage(calling);
            conversation.addUserMessageOfContentBlockParams(
                    calls.stream()
                            .map(call ->
                                    ContentBlockParam.ofToolResult(
                                            ToolResultBlockParam.builder()
                                                    .toolUseId(call.id())
                                                    .content("result of " + call.name())
                                                    .build()))
                            .toList());
            Message told = message(conversation, stream);
            assertThat(text(told)).contains("result of word_count");
            conversation.addMessage(told).addUserMessage(TASK);
        }
        assertAllServed(4);
    }

    private void assertAllServed(int requests) {
        assertThat(journal.await(requests))
                .allSatisfy(event -> {
                    assertThat(event.outcome().result()).isEqualTo(RequestEvent.Result.COMPLETED);
                    assertThat(event.attempts()).hasSize(1);
                    assertThat(event.usage().evidence()).isEqualTo(RequestEvent.Evidence.MEASURED);
                });
    }

    private ChatCompletionMessage chat(ChatCompletionCreateParams.Builder asked, boolean stream) {
        OpenAIClient client = openAi(REF);
        ChatCompletion answer;
        if (stream) {
            ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
            try (var chunks = client.chat().completions().createStreaming(asked.build())) {
                chunks.stream().forEach(whole::accumulate);
            }
            answer = whole.chatCompletion();
        } else {
            answer = client.chat().completions().create(asked.build()).validate();
        }
        return answer.choices().getFirst().message();
    }

    private Message message(MessageCreateParams.Builder asked, boolean stream) {
        AnthropicClient client =
                AnthropicOkHttpClient.builder()
                        .baseUrl(root.toString().replaceFirst("/$", ""))
                        .apiKey(Landscape.secret(REF))
                        .maxRetries(0)
                        .responseValidation(true)
                        .timeout(Duration.ofSeconds(20))
                        .build();
        if (!stream) {
            return client.messages().create(asked.build()).validate();
        }
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events =
                client.messages().createStreaming(asked.build())) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.message().validate();
    }

    private static String text(Message answer) {
        StringBuilder text = new StringBuilder();
        answer.content().stream()
                .flatMap((ContentBlock block) -> block.text().stream())
                .forEach(block -> text.append(block.text()));
        return text.toString();
    }

    private static Map<String, Object> schema() {
        return Map.of("type", "object", "properties", Map.of("q", Map.of("type", "string")));
    }
}
