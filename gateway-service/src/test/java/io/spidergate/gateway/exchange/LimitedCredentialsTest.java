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
