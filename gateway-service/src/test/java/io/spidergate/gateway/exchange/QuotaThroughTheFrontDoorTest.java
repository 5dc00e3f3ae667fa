package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.gateway.quota.DeskInMemory;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.llm.chat.Quirk;
import io.spidergate.money.TokenPrice;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.QuotaRule;
import io.spidergate.simulator.SimulatorConfig;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Free quota is used to its end and not beyond it; then money, or a plain answer when to come
/// back.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class QuotaThroughTheFrontDoorTest extends ChatCallers {

    private static final List<RateHeader> GROQ =
            List.of(
                    new RateHeader(
                            QuotaUnit.REQUESTS,
                            86_400,
                            "x-ratelimit-limit-requests",
                            "x-ratelimit-remaining-requests",
                            "x-ratelimit-reset-requests"));

    /// Gives away two requests a day, whatever is published.
    private static ProviderSimulator stingy;

    @Inject DeskInMemory desk;

    @BeforeAll
    static void startStingy() {
        stingy =
                ProviderSimulator.start(
                        new SimulatorConfig(
                                0,
                                List.of(
                                        new ProviderScript(
                                                "chatgpt",
                                                Manner.CHATGPT,
                                                "sim-",
                                                List.of(),
                                                Map.of(),
                                                Map.of(),
                                                List.of(
                                                        new QuotaRule(
                                                                QuotaRule.Unit.REQUESTS,
                                                                Duration.ofHours(5),
                                                                20,
                                                                null))),
                                        new ProviderScript(
                                                "groq",
                                                Manner.GROQ,
                                                "sim-",
                                                List.of(),
                                                Map.of(),
                                                Map.of(),
                                                List.of(
                                                        new QuotaRule(
                                                                QuotaRule.Unit.REQUESTS,
                                                                Duration.ofDays(1),
                                                                2,
                                                                null)))),
                                List.of()));
    }

    @AfterAll
    static void stopStingy() {
        stingy.close();
    }

    @Test
    void spendsTheFreeQuotaToItsEndAndThenMoney() {
        landscape(simulator, minute(3), List.of());

        List<String> served = List.of(provider(), provider(), provider(), provider(), provider());

        assertThat(served).containsExactly("groq", "groq", "groq", "openai", "openai");
        assertThat(callsTo(simulator, "groq")).isEqualTo(3);
        RequestEvent paid = journal.await(5).getLast();
        assertThat(paid.attempts()).hasSize(1);
        assertThat(paid.plan().exclusions())
                .singleElement()
                .satisfies(exclusion -> {
                    assertThat(exclusion.reason()).isEqualTo("quota_empty");
                    assertThat(exclusion.detail())
                            .contains("3 of 3 requests a minute used or set aside");
                });
    }

    @Test
    void whoMayNotPayIsToldWhenToComeBack() {
        landscape(simulator, minute(1), List.of());
        openAi("freeonly").chat().completions().create(ask("free/chat").build());
        openAiRefused();

        OpenAIServiceException refused = openAiRefused();

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.code()).contains("quota_exhausted");
        assertThat(Integer.parseInt(refused.headers().values("retry-after").getFirst()))
                .isBetween(30, 61);
        assertThat(callsTo(simulator, "groq")).isEqualTo(1);
    }

    @Test
    void theProvidersOwnWordsAreHeardBeforeItRefuses() {
        landscape(
                stingy,
                new QuotaWindow(QuotaUnit.REQUESTS, 100, 86_400, QuotaReset.UTC_MIDNIGHT),
                GROQ);

        assertThat(List.of(provider(), provider())).containsExactly("groq", "groq");
        awaitUsed(2);
        assertThat(provider()).isEqualTo("openai");

        assertThat(journal.await(3).stream().flatMap(event -> event.attempts().stream()))
                .noneMatch(attempt -> attempt.failureClass() != null);
        assertThat(day().limit()).isEqualTo(2);
        assertThat(day().source()).isEqualTo(LimitSource.HEADERS);
        stingy.script();
    }

    @Test
    void whereNothingIsToldOneRefusalTeaches() {
        landscape(
                stingy,
                new QuotaWindow(QuotaUnit.REQUESTS, 100, 86_400, QuotaReset.UTC_MIDNIGHT),
                List.of());

        List<String> served = List.of(provider(), provider(), provider(), provider(), provider());

        assertThat(served).containsExactly("groq", "groq", "openai", "openai", "openai");
        List<FailureClass> failures =
                journal.await(5).stream()
                        .flatMap(event -> event.attempts().stream())
                        .map(attempt -> attempt.failureClass())
                        .filter(kind -> kind != null)
                        .toList();
        assertThat(failures).hasSize(1);
        List<String> reasons =
                journal.events().getLast().plan().exclusions().stream()
                        .map(ExclusionRecord::reason)
                        .toList();
        assertThat(reasons).containsExactly("quota_empty");
        stingy.script();
    }

    @Test
    void ofAPlanTheRestIsLeftToItsOwner() {
        planLandscape();

        for (int call = 1; call <= 18; call++) {
            assertThat(provider()).as("call " + call).isEqualTo("chatgpt");
            awaitPercent(call * 5L);
        }
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(provider()).isEqualTo("openai"));

        RequestEvent paid = journal.events().getLast();
        assertThat(paid.plan().exclusions())
                .singleElement()
                .satisfies(exclusion -> {
                    assertThat(exclusion.reason()).isEqualTo("quota_empty");
                    assertThat(exclusion.detail()).contains("90 % of the plan's 5 hours are used");
                });
        assertThat(journal.events())
                .as("the plan was never asked for what it does not have")
                .allSatisfy(event -> assertThat(event.attempts()).hasSize(1));
        stingy.script();
    }

    /// Answers come closer together than their headers are read.
    private void awaitPercent(long used) {
        await().atMost(Duration.ofSeconds(5))
                .until(() ->
                        desk.standing(poolId()).windows().stream()
                                .anyMatch(it -> it.window().isGauge() && it.used() >= used));
    }

    private void planLandscape() {
        Landscape landscape =
                new Landscape()
                        .provider(
                                "chatgpt",
                                stingy.baseUrl("chatgpt"),
                                Dialect.RESPONSES,
                                AuthScheme.BEARER,
                                Landscape.PATIENT)
                        .quirks(Quirk.CHATGPT_PLAN)
                        .telling(
                                List.of(
                                        new RateHeader(
                                                QuotaUnit.PERCENT,
                                                18_000,
                                                null,
                                                null,
                                                "x-codex-primary-used-percent",
                                                "x-codex-primary-reset-at")))
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("chatgpt", model, TokenPrice.FREE)
                        .covered()
                        .counted(new QuotaWindow(QuotaUnit.PERCENT, 90, 18_000, QuotaReset.TOLD))
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .alias("task/chat", "chatgpt/" + model, "openai/" + model);
        tables.set(landscape.table());
        tables.current().snapshot().quotaPools().forEach(desk::knows);
    }

    private OpenAIServiceException openAiRefused() {
        return refused(openAi("freeonly"), ask("free/chat"));
    }

    private void awaitUsed(long used) {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> day().limit() == 2 && day().used() >= used);
    }

    private WindowStanding day() {
        return desk.standing(poolId()).windows().getFirst();
    }

    private String provider() {
        ChatCompletion answer = client().chat().completions().create(ask("task/chat").build());
        return metadata(answer).get("provider").asText();
    }

    private void landscape(ProviderSimulator free, QuotaWindow window, List<RateHeader> headers) {
        Landscape landscape =
                new Landscape()
                        .provider("groq", free.baseUrl("groq"))
                        .telling(headers)
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("groq", model, TokenPrice.FREE)
                        .counted(window)
                        .deployment("openai", model, Landscape.ONE_AND_TWO)
                        .alias("task/chat", "groq/" + model, "openai/" + model)
                        .alias("free/chat", "groq/" + model);
        tables.set(landscape.table());
        tables.current().snapshot().quotaPools().forEach(desk::knows);
    }

    private String poolId() {
        return tables.current().snapshot().quotaPools().getFirst().id();
    }

    private static long callsTo(ProviderSimulator provider, String name) {
        return provider.calls().stream().filter(call -> call.provider().equals(name)).count();
    }

    private static QuotaWindow minute(long limit) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, 60, QuotaReset.ROLLING);
    }
}
