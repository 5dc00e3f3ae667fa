package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.gateway.testgate.FrontDoor;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Scenario;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/// Four providers with one model each, free and paid, one of which does not listen; and callers of
/// chat completions.
abstract class ChatCallers extends FrontDoor {

    static final String REF = "frontdoor001";

    /// Cooldowns outlive a test; models of its own keep each test to itself.
    private static int counter;

    String model;

    @BeforeEach
    void landscape() {
        model = "model-" + counter++;
        tokens.put(Landscape.token(REF));
        tokens.put(
                Landscape.token(
                        "limited",
                        List.of("only/this"),
                        Spending.PAID_OK,
                        Set.of("gate:chat"),
                        false));
        tokens.put(
                Landscape.token(
                        "freeonly", List.of(), Spending.FREE_ONLY, Set.of("gate:chat"), false));
        tables.set(
                new Landscape()
                        .provider("groq", simulator.baseUrl("groq"))
                        .provider("openai", simulator.baseUrl("openai"))
                        .provider("mistral", simulator.baseUrl("mistral"))
                        .provider("nobody", URI.create("http://127.0.0.1:1/v1"))
                        .deployment("groq", model, TokenPrice.FREE)
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .deployment("mistral", model, Landscape.ONE_AND_TWO)
                        .deployment("nobody", model, Landscape.ONE_AND_TWO)
                        .alias("task/chat", "groq/" + model, "openai/" + model)
                        .alias("task/refused", "nobody/" + model, "openai/" + model)
                        .table());
    }

    static Scenario withProvider(String scenario) {
        String inner =
                scenario.startsWith("{") ? scenario.substring(1, scenario.length() - 1) : scenario;
        return Scenario.of("{provider: groq, " + inner + "}");
    }

    OpenAIServiceException refused(String ref, String asked) {
        return refused(openAi(ref), ask(asked));
    }

    OpenAIServiceException refused(OpenAIClient client, ChatCompletionCreateParams.Builder params) {
        return catchThrowableOfType(
                OpenAIServiceException.class,
                () -> client.chat().completions().create(params.build()));
    }

    static ChatCompletionCreateParams.Builder asking(String model, Map<String, ?> options) {
        return ask(model).putAdditionalBodyProperty("spidergate_options", JsonValue.from(options));
    }

    RequestEvent onlyEvent() {
        return awaitEvents(1).getFirst();
    }

    List<RequestEvent> awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(journal.events()).hasSize(count));
        return journal.events();
    }

    static JsonNode metadata(ChatCompletion answer) {
        return answer._additionalProperties().get("spidergate_metadata").convert(JsonNode.class);
    }

    static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello");
    }

    OpenAIClient client() {
        return openAi(REF);
    }

    Collected stream(ChatCompletionCreateParams.Builder params) {
        Collected collected = new Collected();
        try (var raw =
                        client().withRawResponse()
                                .chat()
                                .completions()
                                .createStreaming(params.build());
                StreamResponse<ChatCompletionChunk> response = raw.parse()) {
            collected.headers = raw.headers();
            response.stream()
                    .forEach(chunk -> {
                        chunk.validate();
                        collected.chunks.add(chunk);
                        collected.accumulator.accumulate(chunk);
                    });
        } catch (OpenAIException broken) {
            collected.failure = broken;
        }
        return collected;
    }

    static final class Collected {

        final List<ChatCompletionChunk> chunks = new ArrayList<>();
        final ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        com.openai.core.http.Headers headers;
        OpenAIException failure;

        ChatCompletion completion() {
            return accumulator.chatCompletion();
        }

        List<String> headers(String name) {
            return headers.values(name);
        }
    }
}
