package io.spidergate.billing.ledger;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.ask;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static io.spidergate.billing.ledger.DeliveredEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What was charged is corrected by an entry more.
@QuarkusTest
@BillingFixtures.Running
class CorrectionsTest {

    @Inject DeliveredEvents events;
    @Inject LedgerAuditor auditor;

    @Test
    void takesAwayFromWhatWasSpentAndLeavesTheRequestsAlone() throws Exception {
        String token = tokenWith(Map.of("budgetNanoUsd", 100));
        events.deliver(List.of(event(token, Instant.now(), 100)));
        await().untilAsserted(() -> assertThat(events.entriesOf(token)).isEqualTo(1));
        ask("g1", token, "BUDGET", 1, 1).then().body("denials[0].used", equalTo(100));

        correct(token, -30, "INV-1").then().statusCode(200).body("spentNanoUsd", equalTo(70));

        as(ServiceName.OPERATOR)
                .get(BASE + "/agent-tokens/" + token + "/spend")
                .then()
                .body("totalNanoUsd", equalTo(70))
                .body("requests", equalTo(1))
                .body("byModel.find { it.model == 'correction' }.nanoUsd", equalTo(-30))
                .body("byModel.find { it.model == 'correction' }.requests", equalTo(0));
        ask("g1", token, "BUDGET", 30, 30).then().body("grants[0].amount", equalTo(30));
        assertThat(auditor.audit(2).differences()).isEmpty();
    }

    @Test
    void belongsToTheMonthThatItCorrects() throws Exception {
        String token = tokenWith(Map.of());

        as(ServiceName.OPERATOR)
                .body(asked(token, 12, "INV-1", "at", "2026-02-03T04:05:06Z"))
                .post(BASE + "/ledger/corrections")
                .then()
                .statusCode(200)
                .body("at", equalTo("2026-02-03T04:05:06Z"));

        assertThat(
                        events.number(
                                "SELECT settled FROM counter WHERE window_start = '2026-02-01T00:00Z' AND subject = '"
                                        + token
                                        + "'"))
                .isEqualTo(12);
        assertThat(auditor.audit(366).differences()).isEmpty();
    }

    @Test
    void countsOnceHoweverOftenItIsSaid() throws Exception {
        String token = tokenWith(Map.of());
        correct(token, -30, "INV-1").then().statusCode(200);

        correct(token, -30, "INV-1")
                .then()
                .statusCode(409)
                .body("code", equalTo("correction_exists"))
                .body("field", equalTo("reference"));

        correct(token, -1, "INV-2").then().statusCode(200).body("spentNanoUsd", equalTo(-31));
    }

    @Test
    void isAnEntryAsUnchangeableAsAnyOther() throws Exception {
        String token = tokenWith(Map.of());
        correct(token, -30, "INV-1").then().statusCode(200);

        assertThatThrownBy(() ->
                        events.execute(
                                "UPDATE ledger_entry SET nano_usd = 0 WHERE token_ref = '"
                                        + token
                                        + "'"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void onlyOperatorsAndTheDashboardCorrect() {
        String token = tokenWith(Map.of());

        as(ServiceName.GATEWAY)
                .body(asked(token, 1, "INV-1"))
                .post(BASE + "/ledger/corrections")
                .then()
                .statusCode(403);
        correct("nobody", 1, "INV-1")
                .then()
                .statusCode(404)
                .body("code", equalTo("token_not_found"));
    }

    @ParameterizedTest
    @CsvSource({
        "nanoUsd, 0",
        "nanoUsd, 1000000000000000001",
        "reason, ''",
        "reference, ' '",
        "tokenRef, ''",
        "at, 2019-12-31T23:59:59Z",
        "at, 2199-01-01T00:00:00Z",
    })
    void refusesWhatIsNoCorrection(String field, String value) {
        Map<String, Object> asked = asked(tokenWith(Map.of()), 1, "INV-1");
        asked.put(field, field.equals("nanoUsd") ? Long.valueOf(value) : value);

        as(ServiceName.OPERATOR)
                .body(asked)
                .post(BASE + "/ledger/corrections")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
    }

    private static Response correct(String token, long nanoUsd, String reference) {
        return as(ServiceName.OPERATOR)
                .body(asked(token, nanoUsd, reference))
                .post(BASE + "/ledger/corrections");
    }

    private static Map<String, Object> asked(
            String token, long nanoUsd, String reference, Object... more) {
        Map<String, Object> asked = new TreeMap<>();
        asked.put("tokenRef", token);
        asked.put("nanoUsd", nanoUsd);
        asked.put("reason", "charged twice");
        asked.put("reference", reference);
        for (int i = 0; i < more.length; i += 2) {
            asked.put((String) more[i], more[i + 1]);
        }
        return asked;
    }
}
