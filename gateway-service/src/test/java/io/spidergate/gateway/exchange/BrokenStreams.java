package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.money.TokenPrice;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/// Tasks whose first model is to break off, with others behind it that go on with an answer or
/// cannot; and a caller who writes down all that reaches it.
abstract class BrokenStreams extends FrontDoor {

    static final String REF = "continued001";
    static final String QUESTION = "Tell me of webs, of patience and of the morning dew.";
    static final String WHOLE = "This is the SpiderGate provider simulator. You said: " + QUESTION;
    private static final Set<Capability> GOES_ON =
            Set.of(
                    Capability.CHAT,
                    Capability.FUNCTION_CALLING,
                    Capability.JSON_OBJECT,
                    Capability.ASSISTANT_PREFILL);
    static int landscapes;

    @BeforeEach
    void landscape() {
        tokens.put(Landscape.token(REF));
        // what broke cools down, so each test has models of its own
        String gpt = "gpt-" + ++landscapes;
        String llama = "llama-" + landscapes;
        String small = "small-" + landscapes;
        tables.set(
                new Landscape()
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("mistral", simulator.baseUrl("mistral"))
                        .quirks("prefill_by_prefix")
                        .anthropic(simulator)
                        .gemini(simulator)
                        .deployment("gemini", "gemini-" + landscapes, TokenPrice.FREE)
                        .deployment("groq", llama, Landscape.ONE_AND_TWO)
                        .deployment("mistral", small, TokenPrice.FREE)
                        .deployment("anthropic", "claude-haiku-4-5", TokenPrice.FREE)
                        .deployment("anthropic", "claude-sonnet-4-5-" + landscapes, TokenPrice.FREE)
                        .offering(GOES_ON)
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("nvidia", simulator.baseUrl("nvidia"))
                        .deployment("openai", gpt, Landscape.ONE_AND_TWO)
                        .deployment("nvidia", "nemo", TokenPrice.FREE)
                        .alias("task/groq", "openai/" + gpt, "nvidia/nemo", "groq/" + llama)
                        .goesOn()
                        .alias("task/mistral", "openai/" + gpt, "mistral/" + small)
                        .goesOn()
                        .alias("task/anthropic", "openai/" + gpt, "anthropic/claude-haiku-4-5")
                        .goesOn()
                        .alias("task/gemini", "gemini/gemini-" + landscapes, "groq/" + llama)
                        .goesOn()
                        .alias(
                                "task/claude",
                                "anthropic/claude-sonnet-4-5-" + landscapes,
                                "groq/" + llama)
                        .goesOn()
                        .alias("task/thinker", "gemini/gemini-" + landscapes, "nvidia/nemo")
                        .goesOn()
                        .alias("task/chain", "openai/" + gpt, "groq/" + llama, "mistral/" + small)
                        .goesOn()
                        .alias("task/nobody", "openai/" + gpt, "nvidia/nemo")
                        .goesOn()
                        .alias("task/strict", "openai/" + gpt, "groq/" + llama)
                        .alias("task/hasty", "openai/" + gpt, "groq/" + llama)
                        .within(new AliasDeadlines(150, null, null, null))
                        .table());
    }

    record Heard(
            String text,
            String finish,
            int calls,
            @Nullable CompletionUsage usage,
            @Nullable Throwable failure) {}

    Heard chat(String model) {
        return heard(ask(model).build());
    }

    static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .addUserMessage(QUESTION);
    }

    Heard heard(ChatCompletionCreateParams params) {
        StringBuilder text = new StringBuilder();
        StringBuilder finish = new StringBuilder();
        AtomicInteger calls = new AtomicInteger();
        AtomicReference<CompletionUsage> usage = new AtomicReference<>();
        Throwable failure =
                catchThrowable(() -> {
                    try (StreamResponse<ChatCompletionChunk> stream =
                            openAi(REF).chat().completions().createStreaming(params)) {
                        stream.stream()
                                .forEach(chunk -> {
                                    chunk.usage().ifPresent(usage::set);
                                    for (ChatCompletionChunk.Choice choice : chunk.choices()) {
                                        choice.delta().content().ifPresent(text::append);
                                        choice.delta()
                                                .toolCalls()
                                                .ifPresent(it -> calls.addAndGet(it.size()));
                                        choice.finishReason()
                                                .ifPresent(it -> finish.append(it.asString()));
                                    }
                                });
                    }
                });
        return new Heard(text.toString(), finish.toString(), calls.get(), usage.get(), failure);
    }

    static FunctionDefinition lookUp() {
        return FunctionDefinition.builder()
                .name("look_up")
                .parameters(
                        JsonValue.from(
                                        Map.of(
                                                "type",
                                                "object",
                                                "properties",
                                                Map.of("word", Map.of("type", "string"))))
                                .convert(FunctionParameters.class))
                .build();
    }
}
