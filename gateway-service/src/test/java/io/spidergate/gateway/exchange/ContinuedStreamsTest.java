package io.spidergate.gateway.exchange;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.ResponseFormatJsonObject;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.contracts.routing.AliasDeadlines;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPorts;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.money.Money;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Call;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.Scenario;
import io.spidergate.simulator.SimulatorConfig;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A stream breaks in the middle and another provider goes on with it: the caller reads one text,
/// each word once, and the trace has the seam. Where nobody can go on, the stream is seen to break.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ContinuedStreamsTest {

    private static final String REF = "continued001";
    private static final String QUESTION = "Tell me of webs, of patience and of the morning dew.";
    private static final String WHOLE =
            "This is the SpiderGate provider simulator. You said: " + QUESTION;
    private static final Set<Capability> GOES_ON =
            Set.of(
                    Capability.CHAT,
                    Capability.FUNCTION_CALLING,
                    Capability.JSON_OBJECT,
                    Capability.ASSISTANT_PREFILL);
    private static ProviderSimulator simulator;
    private static int landscapes;

    @TestHTTPResource("/")
    URI root;

    @Inject MemoryPorts.Tables tables;
    @Inject MemoryPorts.Tokens tokens;
    @Inject MemoryPorts.Journal journal;
    @Inject MemoryPorts.Allowance allowance;

    @BeforeAll
    static void start() {
        simulator = ProviderSimulator.start(SimulatorConfig.demo());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void prepare() {
        simulator.script();
        simulator.clearCalls();
        journal.clear();
        allowance.reset();
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
                        .provider(
                                "anthropic",
                                simulator.baseUrl("anthropic"),
                                Dialect.ANTHROPIC,
                                AuthScheme.X_API_KEY,
                                Landscape.QUICK)
                        .provider(
                                "gemini",
                                simulator.rootUrl("gemini").resolve("gemini/v1beta"),
                                Dialect.GEMINI,
                                AuthScheme.X_GOOG_API_KEY,
                                Landscape.QUICK)
                        .deployment("gemini", "gemini-" + landscapes, TokenPrice.FREE)
                        .deployment("groq", llama, Landscape.ONE_AND_TWO)
                        .deployment("mistral", small, TokenPrice.FREE)
                        .deployment("anthropic", "claude-haiku-4-5", TokenPrice.FREE)
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
                        .alias("task/chain", "openai/" + gpt, "groq/" + llama, "mistral/" + small)
                        .goesOn()
                        .alias("task/nobody", "openai/" + gpt, "nvidia/nemo")
                        .goesOn()
                        .alias("task/strict", "openai/" + gpt, "groq/" + llama)
                        .alias("task/hasty", "openai/" + gpt, "groq/" + llama)
                        .within(new AliasDeadlines(150, null, null))
                        .table());
    }

    @ParameterizedTest
    @CsvSource({
        "task/groq, cutAfterBytes: 1500",
        "task/groq, stallAfterChunks: 5",
        "task/groq, errorMidStream: 5",
        "task/groq, malformedChunk: 5",
        "task/mistral, cutAfterBytes: 1500",
        "task/anthropic, cutAfterBytes: 1500",
    })
    void anotherGoesOn(String alias, String fault) {
        simulator.script(Scenario.of("{provider: openai, " + fault + "}"));
        Heard heard = chat(alias);
        assertThat(heard.failure()).isNull();
        assertThat(heard.text()).isEqualTo(WHOLE);
        assertThat(heard.finish()).isEqualTo("stop");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
        assertThat(event.attempts()).hasSize(2);
        AttemptRecord rest = event.attempts().getLast();
        assertThat(event.attempts().getFirst().failureClass()).isEqualTo(FailureClass.STREAM_CUT);
        assertThat(rest.succeeded()).isTrue();
        assertThat(rest.seam()).isNotNull();
        assertThat(rest.seam().attempt()).isEqualTo(1);
        assertThat(rest.seam().afterCharacters()).isBetween(1, WHOLE.length());
        assertThat(event.servedProvider()).isEqualTo(rest.provider());
    }

    @Test
    void bothHalvesAreChargedAndToldToTheCaller() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        Heard heard = chat("task/groq");
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.attempts())
                .allSatisfy(attempt -> assertThat(attempt.cost().nanoUsd()).isPositive());
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(event.cost().nanoUsd()));
        assertThat(heard.usage()).isNotNull();
        assertThat(heard.usage().promptTokens()).isEqualTo(event.usage().inputTokens());
        assertThat(heard.usage().completionTokens()).isEqualTo(event.usage().outputTokens());
    }

    @Test
    void aThirdGoesOnWhereTheSecondBreaksToo() {
        simulator.script(
                Scenario.of("{provider: openai, cutAfterBytes: 1200}"),
                Scenario.of("{provider: groq, stallAfterChunks: 3}"));
        Heard heard = chat("task/chain");
        assertThat(heard.failure()).isNull();
        assertThat(heard.text()).isEqualTo(WHOLE);
        assertThat(journal.await(1).getFirst().attempts())
                .extracting(attempt -> attempt.seam() == null ? 0 : attempt.seam().attempt())
                .containsExactly(0, 1, 2);
    }

    @Test
    void whoRefusesToGoOnIsPassedOver() {
        simulator.script(
                Scenario.of("{provider: openai, cutAfterBytes: 1500}"),
                Scenario.of("{provider: groq, status: 400}"));
        Heard heard = chat("task/chain");
        assertThat(heard.failure()).isNull();
        assertThat(heard.text()).isEqualTo(WHOLE);
    }

    @Test
    void theCutIsToldWhereNobodyCanGoOn() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        Heard heard = chat("task/nobody");
        assertThat(heard.failure()).isNotNull();
        assertThat(WHOLE).startsWith(heard.text());
        RequestEvent event = journal.await(1).getFirst();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(event.plan().exclusions())
                .extracting(ExclusionRecord::reason)
                .contains(ExclusionRecord.CANNOT_CARRY);
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
    }

    @Test
    void theCutIsToldWhereAllWhoGoOnFail() {
        simulator.script(
                Scenario.of("{provider: openai, cutAfterBytes: 1500}"),
                Scenario.of("{provider: groq, status: 503}"));
        Heard heard = chat("task/groq");
        assertThat(heard.failure()).isNotNull().hasMessageContaining("openai/gpt-");
        assertThat(journal.await(1).getFirst().outcome().result()).isEqualTo(Result.CUT);
        assertThat(journal.await(1).getFirst().attempts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task/strict", "openai/gpt-"})
    void theCutIsToldWhereTheTaskDoesNotAllowIt(String name) {
        String model = name.endsWith("-") ? name + landscapes : name;
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        assertThat(chat(model).failure()).isNotNull();
        assertThat(journal.await(1).getFirst().outcome().result()).isEqualTo(Result.CUT);
    }

    @Test
    void jsonIsNotPutTogetherOfTwoHalves() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        Heard heard =
                heard(
                        ask("task/groq")
                                .responseFormat(ResponseFormatJsonObject.builder().build())
                                .build());
        assertThat(heard.failure()).isNotNull();
        assertThat(simulator.calls()).extracting(Call::provider).containsExactly("openai");
    }

    @Test
    void callersOfMessagesHaveNoSeamEither() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        var message = MessageAccumulator.create();
        var client =
                AnthropicOkHttpClient.builder()
                        .baseUrl(root.toString())
                        .apiKey(Landscape.secret(REF))
                        .maxRetries(0)
                        .build();
        try (var stream =
                client.messages()
                        .createStreaming(
                                MessageCreateParams.builder()
                                        .model("task/groq")
                                        .maxTokens(500)
                                        .addUserMessage(QUESTION)
                                        .build())) {
            stream.stream().forEach(message::accumulate);
        }
        assertThat(message.message().content()).hasSize(1);
        assertThat(message.message().content().getFirst().asText().text()).isEqualTo(WHOLE);
    }

    @Test
    void callersOfResponsesHaveNoSeamEither() {
        simulator.script(Scenario.of("{provider: openai, cutAfterBytes: 1500}"));
        OpenAIClient client = openAi();
        try (StreamResponse<ResponseStreamEvent> stream =
                client.responses()
                        .createStreaming(
                                ResponseCreateParams.builder()
                                        .model("task/groq")
                                        .input(QUESTION)
                                        .build())) {
            List<ResponseStreamEvent> events = stream.stream().toList();
            assertThat(
                            events.stream()
                                    .flatMap(event -> event.outputTextDelta().stream())
                                    .map(delta -> delta.delta())
                                    .collect(Collectors.joining()))
                    .isEqualTo(WHOLE);
            assertThat(events.getLast().isCompleted()).isTrue();
        }
    }

    @Test
    void callersOfGenerateContentHaveNoSeamEitherThoughTheirsWentThroughAsItIs() throws Exception {
        simulator.script(Scenario.of("{provider: gemini, cutAfterBytes: 2000}"));
        String stream =
                given().urlEncodingEnabled(false)
                        .header("x-goog-api-key", Landscape.secret(REF))
                        .contentType("application/json")
                        .body("{\"contents\":[{\"parts\":[{\"text\":\"" + QUESTION + "\"}]}]}")
                        .post("/v1beta/models/task/gemini:streamGenerateContent?alt=sse")
                        .asString();
        StringBuilder text = new StringBuilder();
        for (String line : stream.lines().filter(it -> it.startsWith("data:")).toList()) {
            text.append(
                    new ObjectMapper()
                            .readTree(line.substring("data:".length()))
                            .at("/candidates/0/content/parts/0/text")
                            .asText());
        }
        assertThat(text.toString()).as(stream).isEqualTo(WHOLE);
        assertThat(stream).contains("finishReason");
        assertThat(journal.await(1).getFirst().attempts()).hasSize(2);
    }

    @Test
    void aTaskIsHastierThanItsProviders() {
        simulator.script(Scenario.of("{provider: openai, firstTokenDelayMs: 500}"));
        assertThat(chat("task/hasty").text()).isEqualTo(WHOLE);
        assertThat(journal.await(1).getFirst().attempts().getFirst().failureClass())
                .isEqualTo(FailureClass.TIMEOUT);
    }

    private record Heard(
            String text,
            String finish,
            @Nullable CompletionUsage usage,
            @Nullable Throwable failure) {}

    private Heard chat(String model) {
        return heard(ask(model).build());
    }

    private static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder()
                .model(model)
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .addUserMessage(QUESTION);
    }

    private Heard heard(ChatCompletionCreateParams params) {
        StringBuilder text = new StringBuilder();
        StringBuilder finish = new StringBuilder();
        AtomicReference<CompletionUsage> usage = new AtomicReference<>();
        Throwable failure =
                catchThrowable(() -> {
                    OpenAIClient client = openAi();
                    try (StreamResponse<ChatCompletionChunk> stream =
                            client.chat().completions().createStreaming(params)) {
                        stream.stream()
                                .forEach(chunk -> {
                                    chunk.usage().ifPresent(usage::set);
                                    for (ChatCompletionChunk.Choice choice : chunk.choices()) {
                                        choice.delta().content().ifPresent(text::append);
                                        choice.finishReason()
                                                .ifPresent(it -> finish.append(it.asString()));
                                    }
                                });
                    }
                });
        return new Heard(text.toString(), finish.toString(), usage.get(), failure);
    }

    private OpenAIClient openAi() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(root.resolve("/v1").toString())
                .apiKey(Landscape.secret(REF))
                .maxRetries(0)
                .timeout(Duration.ofSeconds(20))
                .responseValidation(true)
                .build();
    }
}
