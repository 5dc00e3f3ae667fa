package io.spidergate.traces.query;

import static io.spidergate.traces.RunningCollector.STATS;
import static io.spidergate.traces.RunningCollector.TRACES;
import static io.spidergate.traces.RunningCollector.asDashboard;
import static io.spidergate.traces.RunningCollector.id;
import static io.spidergate.traces.RunningCollector.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import io.spidergate.traces.Events;
import io.spidergate.traces.OnPostgresAndKafka;
import io.spidergate.traces.RunningCollector;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Lists, filters and sums tell the same of what was stored.
@QuarkusTest
@OnPostgresAndKafka
class TraceQueryTest {

    @Inject RunningCollector collector;

    /// A name of its own for each test: filters keep the tests apart in the one database.
    private final String agent = "agent-" + UUID.randomUUID();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Test
    void listsNewestFirstAndPagesWithoutGapOrRepetition() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Three share one instant: the request id decides between them.
            RequestEvent event = Events.completed(id(), now.minusSeconds(i / 3), agent);
            collector.send(event);
            expected.add(event.requestId().value());
        }
        collector.awaitCount(agent, 7);
        List<String> listed = new ArrayList<>();
        TracePage page = collector.page(Map.of("agent", agent, "limit", "3"));
        listed.addAll(ids(page));
        collector.send(Events.completed(id(), now.plusSeconds(1), agent));
        collector.awaitCount(agent, 8);
        while (page.next() != null) {
            page = collector.page(Map.of("agent", agent, "limit", "3", "cursor", page.next()));
            listed.addAll(ids(page));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(listed).doesNotHaveDuplicates();
    }

    @Test
    void aPageHasNoNextWhenItIsTheLast() throws Exception {
        collector.send(Events.completed(id(), now, agent));
        collector.awaitCount(agent, 1);
        asDashboard()
                .queryParams(Map.of("agent", agent, "limit", "1"))
                .get(TRACES)
                .then()
                .body("traces", hasSize(1))
                .body("next", equalTo(null));
    }

    @Test
    void everyFilterFilters() throws Exception {
        RequestEvent completed = Events.completed(id(), now.minusSeconds(10), agent);
        RequestEvent fallback = Events.fallback(id(), now.minusSeconds(20), agent);
        RequestEvent failed = Events.failed(id(), now.minusSeconds(30), agent);
        RequestEvent refused = Events.refused(id(), now.minusSeconds(40), agent);
        for (RequestEvent event : List.of(completed, fallback, failed, refused)) {
            collector.send(event);
        }
        collector.awaitCount(agent, 4);
        assertFilter(Map.of("status", "success"), completed, fallback);
        assertFilter(Map.of("status", "error"), failed, refused);
        assertFilter(Map.of("model", "spideriq/coding"), failed, refused);
        assertFilter(Map.of("model", "small"), fallback);
        assertFilter(Map.of("minLatencyMs", "2000"), fallback, failed);
        assertFilter(Map.of("minCostNanoUsd", "251"), fallback);
        assertFilter(Map.of("from", now.minusSeconds(20).toString()), completed, fallback);
        assertFilter(
                Map.of("from", now.minusSeconds(60).toString(), "to", now.minusSeconds(20) + ""),
                failed,
                refused);
        assertThat(ids(collector.page(Map.of("agent", "agt_" + agent)))).hasSize(4);
        assertThat(ids(collector.page(Map.of("agent", "nobody")))).isEmpty();
    }

    @Test
    void statsAddUpWhatTheFilterLists() throws Exception {
        collector.send(Events.completed(id(), now.minusSeconds(10), agent));
        collector.send(Events.fallback(id(), now.minusSeconds(20), agent));
        collector.send(Events.failed(id(), now.minusSeconds(30), agent));
        collector.send(Events.refused(id(), now.minusSeconds(40), agent));
        collector.awaitCount(agent, 4);
        TraceStats stats =
                asDashboard()
                        .queryParams(Map.of("agent", agent))
                        .get(STATS)
                        .then()
                        .statusCode(200)
                        .extract()
                        .as(TraceStats.class);
        assertThat(stats.requests()).isEqualTo(4);
        assertThat(stats.errors()).isEqualTo(2);
        assertThat(stats.fallbacks()).isEqualTo(1);
        assertThat(stats.inputTokens()).isEqualTo(20);
        assertThat(stats.outputTokens()).isEqualTo(40);
        assertThat(stats.costNanoUsd()).isEqualTo(1_250);
        assertThat(stats.latencyP50Us()).isEqualTo(2_000_000);
        assertThat(stats.latencyP95Us()).isEqualTo(3_000_000);
        assertThat(stats.buckets()).hasSizeBetween(24, 26);
        assertThat(stats.buckets().stream().mapToLong(TraceStats.Bucket::requests).sum())
                .isEqualTo(4);
    }

    @Test
    void statsOfNothingAreZero() {
        asDashboard()
                .queryParams(Map.of("agent", agent, "bucket", "day"))
                .get(STATS)
                .then()
                .statusCode(200)
                .body("requests", equalTo(0))
                .body("latencyP95Us", equalTo(0));
    }

    private void assertFilter(Map<String, String> filter, RequestEvent... expected) {
        Map<String, String> query = new java.util.HashMap<>(filter);
        query.put("agent", agent);
        assertThat(ids(collector.page(query)))
                .as(filter.toString())
                .containsExactly(
                        java.util.Arrays.stream(expected)
                                .map(event -> event.requestId().value())
                                .toArray(String[]::new));
    }
}
