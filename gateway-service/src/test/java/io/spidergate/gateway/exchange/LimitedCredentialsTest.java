package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openai.errors.OpenAIServiceException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.gateway.quota.DeskInMemory;
import io.spidergate.gateway.testgate.Landscape;
import io.spidergate.gateway.testgate.MemoryPortsProfile;
import io.spidergate.simulator.Scenario;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the owner of a credential allows is used to its end and not beyond it, by credential.
@QuarkusTest
@TestProfile(MemoryPortsProfile.class)
class LimitedCredentialsTest extends ChatCallers {

    @Inject DeskInMemory desk;

    private String first;
    private String second;

    @BeforeEach
    void twoCredentialsWithLimits() {
        first = "cred_first_" + model;
        second = "cred_second_" + model;
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO, List.of(first, second))
                        .limited(first, minute(2))
                        .limited(second, minute(1))
                        .alias("task/chat", "openai/" + model)
                        .table());
        tables.current().snapshot().quotaPools().forEach(desk::knows);
    }

    @Test
    void oneCredentialAfterTheOtherServesAsItsOwnerAllows() {
        for (int i = 0; i < 3; i++) {
            client().chat().completions().create(ask("task/chat").build());
        }
        OpenAIServiceException refused = refused(REF, "task/chat");

        assertThat(journal.await(4).stream().flatMap(it -> it.attempts().stream()))
                .extracting(it -> String.valueOf(it.credential()))
                .containsExactly(first, first, second);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.code()).contains("quota_exhausted");
        assertThat(simulator.calls()).hasSize(3);
    }

    @Test
    void whatTheProviderRefusesIsCountedAndSaysNothingOfTheLimit() {
        simulator.script(Scenario.of("{provider: openai, status: 401, times: 1}"));

        client().chat().completions().create(ask("task/chat").build());

        assertThat(simulator.calls()).hasSize(2);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    assertThat(used(first)).isEqualTo(1);
                    assertThat(used(second)).isEqualTo(1);
                });
        assertThat(standing(first).coolingUntil()).isNull();
        assertThat(standing(first).windows().getFirst().source())
                .isEqualTo(PoolStanding.LimitSource.PUBLISHED);
    }

    @Test
    void whatMayBeSpentIsSpentAndNoMore() {
        // Two dollars for a million tokens out, one for a million in: about 0.0002 an answer.
        limitedTo(spending(10_000));

        long served = IntStream.range(0, 200).takeWhile(i -> serves()).count();

        assertThat(served).isBetween(1L, 199L);
        assertThat(used(first)).isLessThanOrEqualTo(10_000);
        long spent =
                journal.await((int) served + 1).stream()
                        .mapToLong(event -> event.cost().nanoUsd())
                        .sum();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(used(first) * 1_000).isBetween(spent, spent + served * 1_000));
    }

    @Test
    void whereItIsOnlyToldAllIsCountedAndNothingRefused() {
        limitedTo(spending(QuotaWindow.MAX_LIMIT));

        assertThat(serves()).isTrue();

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(used(first)).isPositive());
    }

    @Test
    void whatNobodyKnowsThePriceOfIsNotPaidWithALimitedKey() {
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("openai", model, null, List.of(first))
                        .limited(first, spending(10_000))
                        .alias("task/chat", "openai/" + model)
                        .table());
        tables.current().snapshot().quotaPools().forEach(desk::knows);

        OpenAIServiceException refused = refused(REF, "task/chat");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(journal.await(1).getFirst().plan().exclusions())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.reason()).isEqualTo("quota_too_small");
                    assertThat(it.detail()).contains("nobody knows its price");
                });
        assertThat(simulator.calls()).isEmpty();
    }

    private boolean serves() {
        try {
            client().chat().completions().create(ask("task/chat").build());
            return true;
        } catch (OpenAIServiceException e) {
            assertThat(e.code()).contains("quota_exhausted");
            return false;
        }
    }

    private void limitedTo(QuotaWindow window) {
        tables.set(
                new Landscape()
                        .provider("openai", simulator.baseUrl("openai"))
                        .deployment("openai", model, Landscape.ONE_AND_TWO, List.of(first))
                        .limited(first, window)
                        .alias("task/chat", "openai/" + model)
                        .table());
        tables.current().snapshot().quotaPools().forEach(desk::knows);
    }

    private static QuotaWindow spending(long microUsd) {
        return new QuotaWindow(QuotaUnit.MICRO_USD, microUsd, 86_400, QuotaReset.UTC_MIDNIGHT);
    }

    private long used(String credential) {
        return standing(credential).windows().getFirst().used();
    }

    private PoolStanding standing(String credential) {
        return desk.standing(QuotaPool.idOf(new CredentialId(credential)));
    }

    private static QuotaWindow minute(long limit) {
        return new QuotaWindow(QuotaUnit.REQUESTS, limit, 60, QuotaReset.ROLLING);
    }
}
