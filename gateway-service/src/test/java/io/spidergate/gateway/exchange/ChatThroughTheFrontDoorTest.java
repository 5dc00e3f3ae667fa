package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolChoiceOption;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import io.spidergate.gateway.allowance.AllowanceDecision;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class ChatThroughTheFrontDoorTest {

    private static final String REF = "frontdoor001";
    private static ProviderSimulator simulator;

    @TestHTTPResource("/v1")
    String baseUrl;

    @Inject MemoryPorts.Tables tables;
    @Inject MemoryPorts.Tokens tokens;
    @Inject MemoryPorts.Journal journal;
    @Inject MemoryPorts.Allowance allowance;

    /// Cooldowns outlive a test; models of its own keep each test to itself.
    private static int counter;

    private String model;

    @BeforeAll
    static void startSimulator() {
        simulator = ProviderSimulator.start(SimulatorConfig.demo());
    }

    @AfterAll
    static void stopSimulator() {
        simulator.close();
    }

    @BeforeEach
    void freshLandscape() {
        model = "model-" + counter++;
        journal.clear();
        allowance.reset();
        simulator.script();
        simulator.clearCalls();
        tokens.put(Landscape.token(REF));
        tokens.put(
                Landscape.token(
                        "limited", List.of("only/this"), false, Set.of("gate:chat"), false));
        tokens.put(Landscape.token("freeonly", List.of(), true, Set.of("gate:chat"), false));
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
        assertThat(event.budgetGrant()).isEqualTo("grant_1");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: 503                      | OVERLOADED",
                "status: 500                      | SERVER_ERROR",
                "{status: 429, retryAfter: '7'}   | RATE_LIMITED",
                "headersDelayMs: 3000             | TIMEOUT",
                "malformedChunk: 1                | PROTOCOL_ERROR",
                "emptyCompletion: true            | PROTOCOL_ERROR",
                "errorInside200: true             | ",
                "{reset: true, cutAfterBytes: 0}  | ",
            })
    void failsOverInSilencePlainAndStreamed(String scenario, FailureClass kind) {
        simulator.script(withProvider(scenario));
        ChatCompletion answer = client().chat().completions().create(ask("task/chat").build());
        assertThat(metadata(answer).get("provider").asText()).isEqualTo("openai");
        assertThat(metadata(answer).get("fallback_used").asBoolean()).isTrue();
        RequestEvent plain = onlyEvent();
        assertFailedOver(plain, kind);

        freshLandscape();
        simulator.script(withProvider(scenario));
        Collected streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNull();
        assertFailedOver(onlyEvent(), kind);
        assertThat(streamed.headers("X-SpiderGate-Fallback-From")).containsExactly("groq/" + model);
    }

    @Test
    void failsOverWhenNobodyListens() {
        ChatCompletion answer = client().chat().completions().create(ask("task/refused").build());
        assertThat(metadata(answer).get("provider").asText()).isEqualTo("openai");
        assertThat(onlyEvent().attempts().getFirst().failureClass())
                .isEqualTo(FailureClass.CONNECT_FAILED);
    }

    @Test
    void theAttemptsInTheEventAreTheCallsThatWereReceived() {
        simulator.script(withProvider("status: 503"));
        client().chat().completions().create(ask("task/chat").build());
        assertThat(simulator.calls().stream().map(Call::provider))
                .containsExactlyElementsOf(
                        onlyEvent().attempts().stream().map(AttemptRecord::provider).toList());
    }

    @Test
    void avoidsADeploymentThatHasJustFailed() {
        simulator.script(withProvider("{status: 429, retryAfter: '30'}"));
        client().chat().completions().create(ask("task/chat").build());
        client().chat().completions().create(ask("task/chat").build());
        RequestEvent second = awaitEvents(2).getLast();
        assertThat(second.attempts()).hasSize(1);
        assertThat(second.plan().exclusions().getFirst().reason()).isEqualTo("cooling");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cutAfterBytes: 900, chunks: 40}",
                "{cutAfterBytes: 900, chunks: 40, reset: true}",
                "{stallAfterChunks: 4, chunks: 40}",
                "{errorMidStream: 4, chunks: 40}",
                "{malformedChunk: 6, chunks: 40}",
            })
    void aBrokenStreamNeverLooksComplete(String scenario) {
        simulator.script(withProvider(scenario));
        Collected collected = stream(ask("task/chat"));
        assertThat(collected.chunks).isNotEmpty();
        assertThat(collected.failure).isInstanceOf(OpenAIException.class);
        RequestEvent event = onlyEvent();
        assertThat(event.outcome().result()).isEqualTo(Result.CUT);
        assertThat(event.outcome().errorCode()).isEqualTo("stream_cut");
        assertThat(event.attempts()).hasSize(1);
        assertThat(event.attempts().getFirst().failureClass()).isEqualTo(FailureClass.STREAM_CUT);
        assertThat(event.usage().evidence()).isEqualTo(Evidence.ESTIMATED);
        assertThat(event.usage().outputTokens()).isPositive();
        assertThat(allowance.settled()).hasSize(1);
    }

    @Test
    void aStreamWithoutTheMarkerButWithAFinishReasonIsComplete() {
        simulator.script(withProvider("omitDone: true"));
        assertThat(stream(ask("task/chat")).failure).isNull();
    }

    @Test
    void aCallerWhoLeavesCancelsUpstreamAndIsChargedForWhatCame() {
        simulator.script(Scenario.of("{provider: openai, chunks: 200, gapMs: 20}"));
        try (StreamResponse<ChatCompletionChunk> response =
                client().chat().completions().createStreaming(ask("openai/" + model).build())) {
            response.stream().limit(3).forEach(chunk -> {});
        }
        long left = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> simulator.calls().getFirst().cancelled());
        assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofMillis(500));
        RequestEvent event = onlyEvent();
        assertThat(event.outcome().result()).isEqualTo(Result.ABANDONED);
        assertThat(event.usage().evidence()).isEqualTo(Evidence.ESTIMATED);
        assertThat(event.cost().nanoUsd()).isPositive();
        assertThat(allowance.settled()).containsExactly(Money.ofNanoUsd(event.cost().nanoUsd()));
    }

    @Test
    void aRequestThatTheProviderFindsWrongIsNotSentToOthers() {
        simulator.script(withProvider("status: 400"));
        OpenAIServiceException refused = refused(REF, "task/chat");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.code()).contains("upstream_rejected_request");
        assertThat(simulator.calls()).hasSize(1);
        assertThat(onlyEvent().outcome().result()).isEqualTo(Result.FAILED);
    }

    @Test
    void saysWhatWasTriedWhenAllFail() {
        simulator.script(Scenario.of("{status: 503}"));
        OpenAIServiceException failed = refused(REF, "task/chat");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.code()).contains("all_providers_failed");
        assertThat(failed.getMessage()).contains("groq/" + model, "openai/" + model);
        assertThat(onlyEvent().attempts()).hasSize(2);
        assertThat(allowance.settled()).containsExactly(Money.ZERO);
    }

    @Test
    void answers504WhenNobodyIsInTime() {
        simulator.script(Scenario.of("{headersDelayMs: 3000}"));
        assertThat(refused(REF, "task/chat").statusCode()).isEqualTo(504);
    }

    @Test
    void honoursTheCallersOwnDeadline() {
        simulator.script(Scenario.of("{headersDelayMs: 3000}"));
        OpenAIServiceException late =
                refused(
                        client(),
                        ask("task/chat")
                                .putAdditionalBodyProperty(
                                        "spidergate_options",
                                        JsonValue.from(Map.of("timeout_ms", 200))));
        assertThat(late.code()).contains("upstream_timeout");
        assertThat(onlyEvent().timing().endedUs()).isLessThan(700_000);
        await().until(() -> simulator.calls().getFirst().cancelled());
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
    void refusesTheUnknownModelTheForbiddenAndThePaidOne() {
        assertThat(refused(REF, "no/such").code()).contains("model_not_found");
        assertThat(refused("limited", "task/chat").code()).contains("model_not_allowed");
        assertThat(refused("freeonly", "openai/" + model).code()).contains("model_not_allowed");
        assertThat(awaitEvents(3))
                .allSatisfy(event -> {
                    assertThat(event.outcome().result()).isEqualTo(Result.REFUSED);
                    assertThat(event.cost()).isEqualTo(new RequestEvent.Cost(0, Basis.NONE));
                });
        assertThat(simulator.calls()).isEmpty();
        assertThat(allowance.asked()).isEmpty();
    }

    @Test
    void refusesAWrongKeyWithoutACall() {
        assertThat(refused("nobodyknows", "task/chat").statusCode()).isEqualTo(401);
        assertThat(journal.events()).isEmpty();
    }

    @Test
    void turnsAwayWhoIsOverTheRateAndWhoIsOverTheBudget() {
        Instant reset = Instant.now().plusSeconds(20);
        allowance.answer(none ->
                new AllowanceDecision.RateLimited(
                        Counter.REQUESTS_PER_MINUTE,
                        new AllowanceDecision.RequestLimit(60, 0, reset)));
        OpenAIServiceException limited = refused(REF, "task/chat");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.getMessage()).contains("61/60 requests per minute");
        assertThat(limited.headers().values("Retry-After")).isNotEmpty();
        assertThat(limited.headers().values("X-RateLimit-Limit-Requests")).containsExactly("60");
        assertThat(journal.events()).isEmpty();

        allowance.answer(none ->
                new AllowanceDecision.BudgetExceeded(
                        new AllowanceDecision.BudgetStanding(
                                Money.ofUsd("5.01"), Money.ofUsd("5"), reset)));
        OpenAIServiceException broke = refused(REF, "task/chat");
        assertThat(broke.statusCode()).isEqualTo(402);
        assertThat(broke.getMessage()).contains("$5.01 of $5.00");
        assertThat(onlyEvent().outcome().errorCode()).isEqualTo("budget_exceeded");
    }

    @Test
    void aBudgetThatCannotHoldTheDearestCandidateLeavesTheFreeOnes() {
        allowance.answerBy((estimate, reservation) ->
                estimate.isMoreThan(Money.ZERO)
                        ? new AllowanceDecision.BudgetExceeded(
                                new AllowanceDecision.BudgetStanding(
                                        Money.ofUsd("4.99"),
                                        Money.ofUsd("5"),
                                        Instant.parse("2026-12-01T00:00:00Z")))
                        : MemoryPorts.Allowance.granted(reservation));
        client().chat().completions().create(ask("task/chat").build());
        RequestEvent event = onlyEvent();
        assertThat(event.servedProvider()).isEqualTo("groq");
        assertThat(event.plan().exclusions())
                .contains(
                        new PlanRecord.ExclusionRecord(
                                Landscape.id("openai", model), "over_budget", null));
        assertThat(refused(REF, "openai/" + model).statusCode()).isEqualTo(402);
    }

    @Test
    void tellsTheStandingOfTheRateLimitAndOfASoftBudget() {
        allowance.answer(reservation ->
                new AllowanceDecision.Taken(
                        reservation,
                        new AllowanceDecision.RequestLimit(60, 41, Instant.now().plusSeconds(20)),
                        new AllowanceDecision.BudgetStanding(
                                Money.ofUsd("6"),
                                Money.ofUsd("5"),
                                Instant.parse("2026-12-01T00:00:00Z"))));
        try (var response =
                client().withRawResponse().chat().completions().create(ask("task/chat").build())) {
            assertThat(response.headers().values("X-RateLimit-Remaining-Requests"))
                    .containsExactly("41");
            assertThat(response.headers().values("X-SpiderGate-Budget-Warning").getFirst())
                    .contains("$6.00 of $5.00");
            assertThat(response.headers().values("x-request-id").getFirst()).startsWith("req_");
            assertThat(response.headers().values("request-id"))
                    .isEqualTo(response.headers().values("x-request-id"));
        }
    }

    @Test
    void doesNotCallAnAnswerGoodThatCouldNotBeWrittenDown() {
        journal.breakDown();
        assertThat(refused(REF, "task/chat").code()).contains("service_unavailable");
        Collected streamed = stream(ask("task/chat"));
        assertThat(streamed.failure).isNotNull();
    }

    @Test
    void asksNoProviderWhileNothingCanBeWrittenDown() {
        journal.breakDown();

        refused(REF, "task/chat");

        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void saysBeforeEachAttemptWhatIsToldIfTheProcessEnds() {
        simulator.script(withProvider("status: 503"));

        client().chat().completions().create(ask("task/chat").build());

        assertThat(journal.underWay()).hasSize(2);
        RequestEvent last = journal.underWay().getLast();
        assertThat(last.outcome())
                .isEqualTo(
                        new RequestEvent.Outcome(
                                Result.INTERRUPTED,
                                0,
                                null,
                                RequestEvent.Fault.GATEWAY,
                                null,
                                false));
        assertThat(last.requestId()).isEqualTo(journal.await(1).getFirst().requestId());
        assertThat(last.attempts())
                .extracting(AttemptRecord::failureClass)
                .containsExactly(FailureClass.OVERLOADED, FailureClass.INTERRUPTED);
        assertThat(last.usage().inputTokens()).isPositive();
        assertThat(last.usage().evidence()).isEqualTo(RequestEvent.Evidence.ESTIMATED);
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

    private void assertFailedOver(RequestEvent event, FailureClass kind) {
        assertThat(event.attempts()).hasSize(2);
        AttemptRecord failed = event.attempts().getFirst();
        assertThat(failed.provider()).isEqualTo("groq");
        assertThat(failed.failureClass()).isNotNull();
        if (kind != null) {
            assertThat(failed.failureClass()).isEqualTo(kind);
        }
        assertThat(event.attempts().getLast().succeeded()).isTrue();
        assertThat(event.outcome().result()).isEqualTo(Result.COMPLETED);
    }

    private static Scenario withProvider(String scenario) {
        String inner =
                scenario.startsWith("{") ? scenario.substring(1, scenario.length() - 1) : scenario;
        return Scenario.of("{provider: groq, " + inner + "}");
    }

    private OpenAIServiceException refused(String ref, String asked) {
        return refused(client(ref), ask(asked));
    }

    private OpenAIServiceException refused(
            OpenAIClient client, ChatCompletionCreateParams.Builder params) {
        return catchThrowableOfType(
                OpenAIServiceException.class,
                () -> client.chat().completions().create(params.build()));
    }

    private RequestEvent onlyEvent() {
        return awaitEvents(1).getFirst();
    }

    private List<RequestEvent> awaitEvents(int count) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(journal.events()).hasSize(count));
        return journal.events();
    }

    private static JsonNode metadata(ChatCompletion answer) {
        return answer._additionalProperties().get("spidergate_metadata").convert(JsonNode.class);
    }

    private static ChatCompletionCreateParams.Builder ask(String model) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage("Say hello");
    }

    private OpenAIClient client() {
        return client(REF);
    }

    private OpenAIClient client(String ref) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(Landscape.secret(ref))
                .maxRetries(0)
                .responseValidation(true)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private Collected stream(ChatCompletionCreateParams.Builder params) {
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

    private static final class Collected {

        private final List<ChatCompletionChunk> chunks = new ArrayList<>();
        private final ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        private com.openai.core.http.Headers headers;
        private OpenAIException failure;

        ChatCompletion completion() {
            return accumulator.chatCompletion();
        }

        List<String> headers(String name) {
            return headers.values(name);
        }
    }
}
