package io.spidergate.traces.query;

import static io.spidergate.traces.RunningCollector.asDashboard;
import static io.spidergate.traces.RunningCollector.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Cost;
import io.spidergate.contracts.traces.AttemptUse;
import io.spidergate.contracts.traces.FlowReport;
import io.spidergate.traces.Events;
import io.spidergate.traces.OnPostgresAndKafka;
import io.spidergate.traces.RunningCollector;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Each request counts once in the totals, however often it is told.
@QuarkusTest
@OnPostgresAndKafka
class TotalsTest {

    private static final String FLOW = "/internal/traces/v1/flow";
    private static final String ATTEMPTS = "/internal/traces/v1/attempts";

    @Inject RunningCollector collector;

    /// Of its own: all tests share one database.
    private final String model = "model-" + UUID.randomUUID();

    private final String agent = "agent-" + UUID.randomUUID();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Test
    void tellsFromWhatWasAskedForToWhoServedItAndWhatThatCost() throws Exception {
        RequestEvent free = served(new Cost(0, Basis.FREE, 2_000), null);
        RequestEvent paid = served(new Cost(3_000, Basis.PRICED), "quota_empty");
        for (RequestEvent event : List.of(free, paid, free, paid, paid)) {
            collector.send(event);
        }
        collector.awaitCount(agent, 2);

        FlowReport report = asDashboard().queryParam("limit", 1_000).get(FLOW).as(FlowReport.class);
        List<FlowReport.Row> rows =
                report.rows().stream().filter(row -> row.requestedModel().equals(model)).toList();

        assertThat(rows).hasSize(1);
        FlowReport.Totals totals = rows.getFirst().totals();
        assertThat(totals.requests()).isEqualTo(2);
        assertThat(totals.failed()).isZero();
        assertThat(totals.inputTokens()).isEqualTo(20);
        assertThat(totals.costNanoUsd()).isEqualTo(3_000);
        assertThat(totals.listNanoUsd()).isEqualTo(5_000);
        assertThat(totals.avoidedNanoUsd()).isEqualTo(2_000);
        assertThat(report.total().requests())
                .isEqualTo(report.shares().stream().mapToLong(it -> it.totals().requests()).sum())
                .isEqualTo(report.rows().stream().mapToLong(it -> it.totals().requests()).sum());
        assertThat(report.paidBecause())
                .anySatisfy(reason -> {
                    assertThat(reason.reason()).isEqualTo("quota_empty");
                    assertThat(reason.costNanoUsd()).isGreaterThanOrEqualTo(3_000);
                });
    }

    @Test
    void whatNobodyKnowsFillsNoTable() throws Exception {
        collector.send(Events.unknownModel(id(), now, agent, model));
        collector.awaitCount(agent, 1);

        FlowReport report = asDashboard().queryParam("limit", 1_000).get(FLOW).as(FlowReport.class);

        assertThat(report.rows()).noneMatch(row -> row.requestedModel().equals(model));
        assertThat(report.rows()).anyMatch(row -> row.requestedModel().isEmpty());
    }

    @Test
    void tellsWhatWasAskedOfEachAccount() throws Exception {
        collector.send(Events.refusedThenServed(id(), now, agent, model));
        collector.send(Events.refusedThenServed(id(), now.minus(1, ChronoUnit.DAYS), agent, model));
        collector.send(Events.refusedThenServed(id(), now, agent, model));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(uses())
                                .containsExactlyInAnyOrder(
                                        new AttemptUse(
                                                "groq", "default", model, 3, 0, 3, 0, 0, 0, 2),
                                        new AttemptUse(
                                                "mistral", "default", model, 3, 3, 0, 0, 0, 0, 2),
                                        new AttemptUse(
                                                "nvidia", "team", model, 0, 0, 0, 0, 3, 0, 0)));
    }

    private List<AttemptUse> uses() {
        return Arrays.stream(
                        asDashboard().queryParam("days", 3).get(ATTEMPTS).as(AttemptUse[].class))
                .filter(use -> use.upstreamModel().equals(model))
                .toList();
    }

    @Test
    void namesWhatIsWrong() {
        asDashboard()
                .queryParam("days", 0)
                .get(FLOW)
                .then()
                .statusCode(400)
                .body("field", equalTo("days"))
                .body("message", equalTo("days must be from 1 to 366, got 0"));
        asDashboard().queryParam("days", "x").get(ATTEMPTS).then().statusCode(400);
        asDashboard().queryParam("limit", 1_001).get(FLOW).then().statusCode(400);
    }

    private RequestEvent served(Cost cost, String paidBecause) {
        return Events.served(id(), now, agent, model, cost, paidBecause);
    }
}
