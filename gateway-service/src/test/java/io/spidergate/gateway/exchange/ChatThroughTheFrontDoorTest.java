package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The official client, at its strictest, asks for chat completions.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ChatThroughTheFrontDoorTest extends ChatCallers {

    @Test
    void answersPlainly() {
        ChatCompletion answer = client().chat().completions().create(ask("task/chat").build());
        answer.validate();
        assertThat(answer.model()).isEqualTo(model);
        JsonNode metadata = metadata(answer);
        assertThat(metadata.get("provider").asText()).isEqualTo("groq");
        assertThat(metadata.get("fallback_used").asBoolean()).isFalse();
        assertThat(metadata.get("original_model").asText()).isEqualTo("task/chat");

        RequestEvent event = onlyEvent();
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.usage().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(event.cost().basis()).isEqualTo(Basis.FREE);
        assertThat(event.plan().alias()).isEqualTo("task/chat");
        assertThat(event.capture().request()).contains("Say hello");
        assertThat(event.capture().response()).isNotBlank();
        assertThat(event.servedModel()).isEqualTo(model);
        assertThat(allowance.settled()).containsExactly(Money.ZERO);
    }

    @Test
    void chargesWhatTheProviderMeasured() {
        client().chat().completions().create(ask("openai/" + model).build());
        RequestEvent event = onlyEvent();
        long expected = event.usage().inputTokens() * 1_000 + event.usage().outputTokens() * 2_000;
        assertThat(event.cost()).isEqualTo(new RequestEvent.Cost(expected, Basis.PRICED));
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(expected));
        assertThat(allowance.asked().getFirst().isMoreThan(Money.ofNanoUsd(expected))).isTrue();
        assertThat(event.budgetGrants()).containsExactly("grant_1");
    }

    @Test
    void streamsChunksThatTheStrictestClientAccepts() {
        Collected collected = stream(ask("task/chat"));
        assertThat(collected.failure).isNull();
        assertThat(collected.completion().choices().getFirst().finishReason().toString())
                .contains("stop");
        assertThat(collected.chunks)
                .allSatisfy(chunk -> assertThat(chunk.model()).isEqualTo(model));
        assertThat(collected.chunks).noneMatch(chunk -> chunk.usage().isPresent());
        RequestEvent event = onlyEvent();
        assertThat(event.streamed()).isTrue();
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.usage().evidence()).isEqualTo(Evidence.MEASURED);
        assertThat(event.timing().firstContentUs()).isLessThanOrEqualTo(event.timing().endedUs());
    }

    @Test
    void passesUsageToACallerWhoAskedForIt() {
        Collected collected =
                stream(
                        ask("task/chat")
                                .streamOptions(
                                        ChatCompletionStreamOptions.builder()
                                                .includeUsage(true)
                                                .build()));
        assertThat(collected.chunks.getLast().usage()).isPresent();
    }

    @Test
    void carriesToolsBothWays() {
        ChatCompletion answer =
                client().chat()
                        .completions()
                        .create(
                                ask("task/chat")
                                        .addFunctionTool(
                                                FunctionDefinition.builder()
                                                        .name("weather")
                                                        .parameters(
                                                                FunctionParameters.builder()
                                                                        .putAdditionalProperty(
                                                                                "type",
                                                                                JsonValue.from(
                                                                                        "object"))
                                                                        .build())
                                                        .build())
                                        .toolChoice(ChatCompletionToolChoiceOption.Auto.REQUIRED)
                                        .build());
        answer.validate();
        assertThat(answer.choices().getFirst().message().toolCalls()).isPresent();
    }

    @Test
    void leavesOutProvidersThatTheCallerExcludes() {
        ChatCompletion answer =
                client().chat()
                        .completions()
                        .create(
                                ask("task/chat")
                                        .putAdditionalBodyProperty(
                                                "spidergate_options",
                                                JsonValue.from(
                                                        Map.of(
                                                                "excluded_providers",
                                                                List.of("groq"))))
                                        .build());
        assertThat(metadata(answer).get("provider").asText()).isEqualTo("openai");
    }

    @Test
    void showsTheWholeRouteToWhoAsks() {
        simulator.script(withProvider("status: 503"));
        ChatCompletion answer =
                client().chat()
                        .completions()
                        .create(
                                ask("task/chat")
                                        .putAdditionalQueryParam("include_route_trace", "true")
                                        .build());
        String trace = metadata(answer).get("route_trace").toString();
        assertThat(trace).contains("overloaded", "groq", "openai", "candidates");
    }
}
