package io.spidergate.traces.ingest;

import static io.spidergate.traces.RunningCollector.SOON;
import static io.spidergate.traces.RunningCollector.TRACES;
import static io.spidergate.traces.RunningCollector.asDashboard;
import static io.spidergate.traces.RunningCollector.id;
import static io.spidergate.traces.RunningCollector.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.traces.TraceDetail;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.traces.Events;
import io.spidergate.traces.OnPostgresAndKafka;
import io.spidergate.traces.RunningCollector;
import io.spidergate.traces.store.PostgresPartitions;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// What gateways tell is stored once and whole, whatever else comes and whatever is away.
@QuarkusTest
@OnPostgresAndKafka
class IngestTest {

    @Inject RunningCollector collector;
    @Inject DataSource dataSource;
    @Inject MeterRegistry meters;
    @Inject PostgresPartitions partitions;

    /// A name of its own for each test: filters keep the tests apart in the one database.
    private final String agent = "agent-" + UUID.randomUUID();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Test
    void anEventCanBeFoundAndReadBackWhole() throws Exception {
        RequestEvent event = Events.fallback(id(), now.minusSeconds(5), agent);
        collector.send(event);
        TraceDetail detail = collector.awaitTrace(event.requestId().value());
        assertThat(detail.event()).isEqualTo(event);
        assertThat(detail.spans()).extracting(TraceDetail.Span::name).contains("attempt 2");
        TracePage.Row row = collector.page(Map.of("agent", agent)).traces().getFirst();
        assertThat(row)
                .isEqualTo(
                        new TracePage.Row(
                                event.requestId(),
                                event.startedAt(),
                                event.agent(),
                                agent,
                                "spideriq/fast",
                                "small",
                                "mistral",
                                false,
                                RequestEvent.Result.COMPLETED,
                                200,
                                null,
                                2,
                                10,
                                20,
                                1_000,
                                900_000L,
                                2_000_000));
    }

    @Test
    void anEventIsQueryableWithinTwoSeconds() throws Exception {
        collector.send(Events.completed(id(), now, agent));
        collector.awaitCount(agent, 1);
        RequestEvent event = Events.completed(id(), now, agent);
        collector.send(event);
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(25))
                .until(() ->
                        asDashboard().get(TRACES + "/" + event.requestId()).statusCode() == 200);
    }

    @Test
    void anEventThatComesTwiceIsOneTrace() throws Exception {
        RequestEvent twice = Events.completed(id(), now.minusSeconds(3), agent);
        collector.send(twice);
        collector.send(twice);
        collector.awaitCount(agent, 1);
        collector.send(twice);
        RequestEvent later = Events.completed(id(), now.minusSeconds(1), agent);
        collector.send(later);
        collector.awaitTrace(later.requestId().value());
        assertThat(ids(collector.page(Map.of("agent", agent))))
                .containsExactly(later.requestId().value(), twice.requestId().value());
    }

    @Test
    void aLateEventGetsItsPartition() throws Exception {
        RequestEvent late = Events.completed(id(), now.minus(Duration.ofDays(12)), agent);
        collector.send(late);
        assertThat(collector.awaitTrace(late.requestId().value()).event()).isEqualTo(late);
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersAndHoldsUpNothing() throws Exception {
        String marker = UUID.randomUUID().toString();
        collector.sendRaw("{\"broken\": \"" + marker);
        collector.sendRaw("{\"schema\": 1, \"attempts\": [], \"tokenRef\": \"" + marker + "\"}");
        collector.sendRaw("{\"schema\": 9, \"attempts\": [], \"tokenRef\": \"" + marker + "\"}");
        RequestEvent ancient = Events.completed(id(), now.minus(Duration.ofDays(40)), marker);
        collector.send(ancient);
        RequestEvent good = Events.completed(id(), now, agent);
        collector.send(good);
        collector.awaitTrace(good.requestId().value());
        await().atMost(SOON).untilAsserted(() -> assertThat(deadLetters(marker)).hasSize(4));
        assertThat(deadLetters(marker))
                .anyMatch(reason -> reason.startsWith("not a request event"))
                .anyMatch(reason -> reason.equals("requestId is missing"))
                .anyMatch(reason -> reason.equals("schema must be 1, got 9"))
                .anyMatch(reason -> reason.startsWith("startedAt must be from"));
    }

    @Test
    void hostileTextIsStored() throws Exception {
        String hostile = "nul \0 half \ud800 <script> ' \" \\ " + agent;
        RequestEvent event = Events.completed(id(), now, hostile);
        collector.send(event);
        TraceDetail detail = collector.awaitTrace(event.requestId().value());
        assertThat(detail.event().agentName()).contains("<script> ' \" \\ " + agent);
    }

    @Test
    void whatComesWhileTheStoreIsAwayIsStoredWhenItIsBack() throws Exception {
        RequestEvent event = Events.completed(id(), now, agent);
        sql("ALTER TABLE traces.trace RENAME TO away");
        try {
            collector.send(event);
            await().atMost(SOON).until(() -> ingestFailures() > 0);
            asDashboard()
                    .get(TRACES)
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("store_unavailable"));
        } finally {
            sql("ALTER TABLE traces.away RENAME TO trace");
        }
        assertThat(collector.awaitTrace(event.requestId().value()).event()).isEqualTo(event);
    }

    @Test
    void whatIsOutOfRetentionIsDroppedByTheDay() throws Exception {
        sql(
                "CREATE TABLE traces.trace_p20010101 PARTITION OF traces.trace"
                        + " FOR VALUES FROM ('2001-01-01') TO ('2001-01-02')");
        assertThat(partitions.sweep()).contains("trace_p20010101");
        RequestEvent event = Events.completed(id(), now, agent);
        collector.send(event);
        collector.awaitTrace(event.requestId().value());
    }

    private double ingestFailures() {
        return meters.counter("spidergate.traces.ingest.failures").count();
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement update = connection.createStatement()) {
            update.execute(statement);
        }
    }

    private List<String> deadLetters(String marker) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT reason FROM traces.dead_letter"
                                        + " WHERE position(?::bytea IN payload) > 0")) {
            statement.setBytes(1, marker.getBytes(StandardCharsets.UTF_8));
            try (ResultSet rows = statement.executeQuery()) {
                List<String> reasons = new ArrayList<>();
                while (rows.next()) {
                    reasons.add(rows.getString(1));
                }
                return reasons;
            }
        }
    }
}
