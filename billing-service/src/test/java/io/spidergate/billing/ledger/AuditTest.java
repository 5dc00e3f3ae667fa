package io.spidergate.billing.ledger;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.ask;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static io.spidergate.billing.ledger.DeliveredEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.billing.LedgerAudit;
import io.spidergate.contracts.billing.LedgerAudit.Account;
import io.spidergate.contracts.billing.LedgerAudit.Difference;
import io.spidergate.contracts.billing.LedgerAudit.Sum;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ledger knows by itself whether it is right.
@QuarkusTest
@BillingFixtures.Running
class AuditTest {

    @Inject DeliveredEvents events;
    @Inject LedgerAuditor auditor;
    @Inject AuditJob job;
    @Inject PostgresLedger ledger;
    @Inject MeterRegistry meters;

    @Test
    void findsNothingInTheMiddleOfWritesAndRedeliveries() throws Exception {
        String token = tokenWith(Map.of());
        List<RequestEvent> told = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            told.add(event(token, Instant.now(), i));
        }
        List<RequestEvent> twice = new ArrayList<>(told);
        twice.addAll(told);
        events.deliver(twice);

        await().atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    assertThat(auditor.audit(1).differences()).isEmpty();
                    return events.entriesOf(token) == 3_000;
                });
    }

    @Test
    void tellsABalanceThatIsNotTheSumOfItsDays() throws Exception {
        String token = spent(40);
        String change = "UPDATE counter SET settled = settled %s WHERE subject = '" + token + "'";
        events.execute(change.formatted("+ 5"));
        try {
            Difference found =
                    new Difference(
                            Account.BALANCE,
                            token + " in " + YearMonth.now(ZoneOffset.UTC),
                            new Sum(1, 40),
                            new Sum(1, 45));
            assertThat(audit(1).differences()).containsExactly(found);
            job.auditOnce();
            assertThat(meters.get("spidergate.ledger.drift.nano.usd").gauge().value()).isEqualTo(5);
        } finally {
            events.execute(change.formatted("- 5"));
        }
        job.auditOnce();
        assertThat(meters.get("spidergate.ledger.drift.nano.usd").gauge().value()).isZero();
    }

    @Test
    void tellsADayThatIsNotTheSumOfItsEntriesAndWhatFollows() throws Exception {
        String token = spent(40);
        String change =
                "UPDATE ledger_day SET nano_usd = nano_usd %1$s, requests = requests %1$s WHERE token_ref = '"
                        + token
                        + "'";
        events.execute(change.formatted("- 1"));
        try {
            LedgerAudit audit = audit(1);
            assertThat(audit.differences().stream().map(Difference::account))
                    .containsExactly(Account.EVENTS, Account.DAY, Account.BALANCE);
            assertThat(audit.differences().get(1))
                    .isEqualTo(
                            new Difference(
                                    Account.DAY,
                                    token + " on " + LocalDate.now(ZoneOffset.UTC),
                                    new Sum(1, 40),
                                    new Sum(0, 39)));
            assertThat(audit.driftNanoUsd()).isEqualTo(3);
        } finally {
            events.execute(change.formatted("+ 1"));
        }
        assertThat(audit(1).differences()).isEmpty();
    }

    @Test
    void tellsAGrantAgainstWhichSomethingElseWasPosted() throws Exception {
        String token = tokenWith(Map.of("budgetNanoUsd", 1_000));
        String grant = ask("g1", token, "BUDGET", 100, 100).path("grants[0].grantId");
        String change =
                "UPDATE allowance_grant SET ledgered = ledgered %s WHERE id = '" + grant + "'";
        events.execute(change.formatted("+ 7"));
        try {
            // Otherwise too close to midnight: what began before it is not read.
            assertThat(audit(2).differences())
                    .containsExactly(
                            new Difference(Account.GRANT, grant, new Sum(0, 0), new Sum(0, 7)));
        } finally {
            events.execute(change.formatted("- 7"));
        }
    }

    @Test
    void countsEventsThatWereGoneBeforeTheyWereRead() {
        int partition = 1_000 + UUID.randomUUID().hashCode() % 1_000;
        long before = audit(1).missedEvents();

        took(partition, 100, 110);
        took(partition, 110, 120);
        assertThat(audit(1).missedEvents()).isEqualTo(before);

        took(partition, 105, 115);
        took(partition, 125, 130);
        assertThat(audit(1).missedEvents()).isEqualTo(before + 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "367", "-1"})
    void readsAYearAtMost(String days) {
        as(ServiceName.OPERATOR)
                .get(BASE + "/ledger/audit?days=" + days)
                .then()
                .statusCode(400)
                .body("field", equalTo("days"));
    }

    @Test
    void isForOperatorsAndTheDashboard() {
        as(ServiceName.GATEWAY).get(BASE + "/ledger/audit").then().statusCode(403);
        JsonPath answer = as(ServiceName.DASHBOARD).get(BASE + "/ledger/audit").jsonPath();
        assertThat(answer.getLong("driftNanoUsd")).isZero();
        assertThat(answer.getString("from"))
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).minusDays(1).toString());
    }

    private LedgerAudit audit(int days) {
        return auditor.audit(days);
    }

    private void took(int partition, long first, long next) {
        ledger.append(
                List.of(),
                List.of(),
                new Intake(new TreeMap<>(Map.of(partition, new Intake.Span(first, next)))));
    }

    /// A token with one entry of that cost.
    private String spent(long nanoUsd) throws Exception {
        String token = tokenWith(Map.of());
        events.deliver(List.of(event(token, Instant.now(), nanoUsd)));
        await().untilAsserted(() -> assertThat(events.entriesOf(token)).isEqualTo(1));
        return token;
    }
}
