package io.spidergate.billing.ledger;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static io.spidergate.billing.ledger.DeliveredEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was spent, by agent, model and range, is what the ledger says.
@QuarkusTest
@BillingFixtures.Running
class SpendTest {

    @Inject DeliveredEvents events;

    @Test
    void spendIsTheLedgerOfTheRange() throws Exception {
        String token = tokenWith(Map.of());
        Instant start = Instant.parse("2025-05-10T00:00:00Z");
        events.deliver(
                List.of(
                        event(token, start, 10),
                        event(token, start.plusSeconds(3600), 20),
                        event(token, start.plus(1, ChronoUnit.DAYS), 40)));
        await().untilAsserted(() -> assertThat(events.entriesOf(token)).isEqualTo(3));

        as(ServiceName.DASHBOARD)
                .queryParam("from", "2025-05-10T00:00:00Z")
                .queryParam("to", "2025-05-11T00:00:00Z")
                .get(BASE + "/spend")
                .then()
                .statusCode(200)
                .body("requests", equalTo(2))
                .body("totalNanoUsd", equalTo(30))
                .body("byAgent[0].nanoUsd", equalTo(30))
                .body("byAgent[0].inputTokens", equalTo(22))
                .body("byModel[0].model", equalTo("gpt-x"))
                .body("byModel[0].outputTokens", equalTo(14));
    }

    @Test
    void spendOfATokenIsItsOwnAlone() throws Exception {
        String one = tokenWith(Map.of());
        String other = tokenWith(Map.of());
        Instant start = Instant.parse("2025-03-10T00:00:00Z");
        events.deliver(List.of(event(one, start, 10), event(other, start, 7)));
        await().untilAsserted(() -> assertThat(events.entriesOf(other)).isEqualTo(1));

        for (String caller : List.of(ServiceName.GATEWAY, ServiceName.DASHBOARD)) {
            as(caller)
                    .queryParam("from", "2025-03-10T00:00:00Z")
                    .queryParam("to", "2025-03-11T00:00:00Z")
                    .get(BASE + "/agent-tokens/" + one + "/spend")
                    .then()
                    .statusCode(200)
                    .body("requests", equalTo(1))
                    .body("totalNanoUsd", equalTo(10))
                    .body("byModel[0].requests", equalTo(1));
        }
        as(ServiceName.OPERATOR)
                .get(BASE + "/agent-tokens/none/spend")
                .then()
                .body("requests", equalTo(0));
    }

    @Test
    void anAgentIsListedWithWhatItSpentThisMonth() throws Exception {
        String token = tokenWith(Map.of());
        events.deliver(List.of(event(token, Instant.now(), 123)));

        await().untilAsserted(() ->
                as(ServiceName.OPERATOR)
                        .get(BASE + "/agents")
                        .then()
                        .body(
                                "find { it.tokenRef == '" + token + "' }.spentThisMonthNanoUsd",
                                equalTo(123))
                        .body(
                                "find { it.tokenRef == '" + token + "' }.requestsThisMonth",
                                equalTo(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, 2026-01-01T00:00:00Z, from",
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, from",
        "2024-01-01T00:00:00Z, 2025-06-01T00:00:00Z, to",
        "2026-01-01T00:00:00Z, +1000000000-12-31T23:59:59Z, to",
    })
    void aRangeThatIsNoneIsRefused(String from, String to, String field) {
        as(ServiceName.OPERATOR)
                .queryParam("from", from)
                .queryParam("to", to)
                .get(BASE + "/spend")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }
}
