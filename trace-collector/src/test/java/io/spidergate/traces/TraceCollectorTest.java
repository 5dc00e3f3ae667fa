package io.spidergate.traces;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.traces.TraceDetail;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import io.spidergate.fixtures.IdentityFixture;
import io.spidergate.fixtures.KafkaFixture;
import io.spidergate.fixtures.PostgresFixture;
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
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(PostgresFixture.class)
@WithTestResource(KafkaFixture.class)
@WithTestResource(
        value = IdentityFixture.class,
        initArgs = @ResourceArg(name = "name", value = ServiceName.TRACES))
class TraceCollectorTest {

    private static final String TRACES = "/internal/traces/v1/traces";
    private static final String STATS = "/internal/traces/v1/stats";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject ObjectMapper json;
    @Inject DataSource dataSource;
    @Inject MeterRegistry meters;
    @Inject PostgresPartitions partitions;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private KafkaProducer<String, byte[]> producer;

    /// A name of its own for each test: filters keep the tests apart in the one database.
    private final String agent = "agent-" + UUID.randomUUID();

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @BeforeEach
    void connect() {
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void anEventCanBeFoundAndReadBackWhole() throws Exception {
        RequestEvent event = Events.fallback(id(), now.minusSeconds(5), agent);
        send(event);
        TraceDetail detail = awaitTrace(event.requestId().value());
        assertThat(detail.event()).isEqualTo(event);
        assertThat(detail.spans()).extracting(TraceDetail.Span::name).contains("attempt 2");
        TracePage.Row row = page(Map.of("agent", agent)).traces().getFirst();
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
    void anEventIsQueryableWithinOneSecond() throws Exception {
        send(Events.completed(id(), now, agent));
        awaitCount(1);
        RequestEvent event = Events.completed(id(), now, agent);
        send(event);
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(25))
                .until(() ->
                        asDashboard().get(TRACES + "/" + event.requestId()).statusCode() == 200);
    }

    @Test
    void anEventThatComesTwiceIsOneTrace() throws Exception {
        RequestEvent twice = Events.completed(id(), now.minusSeconds(3), agent);
        send(twice);
        send(twice);
        awaitCount(1);
        send(twice);
        RequestEvent later = Events.completed(id(), now.minusSeconds(1), agent);
        send(later);
        awaitTrace(later.requestId().value());
        assertThat(ids(page(Map.of("agent", agent))))
                .containsExactly(later.requestId().value(), twice.requestId().value());
    }

    @Test
    void listsNewestFirstAndPagesWithoutGapOrRepetition() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Three share one instant: the request id decides between them.
            RequestEvent event = Events.completed(id(), now.minusSeconds(i / 3), agent);
            send(event);
            expected.add(event.requestId().value());
        }
        awaitCount(7);
        List<String> listed = new ArrayList<>();
        TracePage page = page(Map.of("agent", agent, "limit", "3"));
        listed.addAll(ids(page));
        send(Events.completed(id(), now.plusSeconds(1), agent));
        awaitCount(8);
        while (page.next() != null) {
            page = page(Map.of("agent", agent, "limit", "3", "cursor", page.next()));
            listed.addAll(ids(page));
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(listed).doesNotHaveDuplicates();
    }

    @Test
    void everyFilterFilters() throws Exception {
        RequestEvent completed = Events.completed(id(), now.minusSeconds(10), agent);
        RequestEvent fallback = Events.fallback(id(), now.minusSeconds(20), agent);
        RequestEvent failed = Events.failed(id(), now.minusSeconds(30), agent);
        RequestEvent refused = Events.refused(id(), now.minusSeconds(40), agent);
        for (RequestEvent event : List.of(completed, fallback, failed, refused)) {
            send(event);
        }
        awaitCount(4);
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
        assertThat(ids(page(Map.of("agent", "agt_" + agent)))).hasSize(4);
        assertThat(ids(page(Map.of("agent", "nobody")))).isEmpty();
    }

    @Test
    void statsAddUpWhatTheFilterLists() throws Exception {
        send(Events.completed(id(), now.minusSeconds(10), agent));
        send(Events.fallback(id(), now.minusSeconds(20), agent));
        send(Events.failed(id(), now.minusSeconds(30), agent));
        send(Events.refused(id(), now.minusSeconds(40), agent));
        awaitCount(4);
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

    @Test
    void aLateEventGetsItsPartition() throws Exception {
        RequestEvent late = Events.completed(id(), now.minus(Duration.ofDays(12)), agent);
        send(late);
        assertThat(awaitTrace(late.requestId().value()).event()).isEqualTo(late);
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersAndHoldsUpNothing() throws Exception {
        String marker = UUID.randomUUID().toString();
        sendRaw("{\"broken\": \"" + marker);
        sendRaw("{\"schema\": 1, \"attempts\": [], \"tokenRef\": \"" + marker + "\"}");
        sendRaw("{\"schema\": 9, \"attempts\": [], \"tokenRef\": \"" + marker + "\"}");
        RequestEvent ancient = Events.completed(id(), now.minus(Duration.ofDays(40)), marker);
        send(ancient);
        RequestEvent good = Events.completed(id(), now, agent);
        send(good);
        awaitTrace(good.requestId().value());
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
        send(event);
        TraceDetail detail = awaitTrace(event.requestId().value());
        assertThat(detail.event().agentName()).contains("<script> ' \" \\ " + agent);
    }

    @Test
    void whatComesWhileTheStoreIsAwayIsStoredWhenItIsBack() throws Exception {
        RequestEvent event = Events.completed(id(), now, agent);
        sql("ALTER TABLE traces.trace RENAME TO away");
        try {
            send(event);
            await().atMost(SOON).until(() -> ingestFailures() > 0);
            asDashboard()
                    .get(TRACES)
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("store_unavailable"));
        } finally {
            sql("ALTER TABLE traces.away RENAME TO trace");
        }
        assertThat(awaitTrace(event.requestId().value()).event()).isEqualTo(event);
    }

    @Test
    void whatIsOutOfRetentionIsDroppedByTheDay() throws Exception {
        sql(
                "CREATE TABLE traces.trace_p20010101 PARTITION OF traces.trace"
                        + " FOR VALUES FROM ('2001-01-01') TO ('2001-01-02')");
        assertThat(partitions.sweep()).contains("trace_p20010101");
        RequestEvent event = Events.completed(id(), now, agent);
        send(event);
        awaitTrace(event.requestId().value());
    }

    @Test
    void withoutAServiceTokenNothingIsAnswered() {
        given().get(TRACES).then().statusCode(401);
        given().get(TRACES + "/req_1").then().statusCode(401);
        given().get(STATS).then().statusCode(401);
        given().auth().oauth2("not.a.token").get(STATS).then().statusCode(401);
    }

    @Test
    void otherServicesAreRefused() {
        for (String path : List.of(TRACES, TRACES + "/req_1", STATS)) {
            as(ServiceName.GATEWAY).get(path).then().statusCode(403);
        }
        as(ServiceName.OPERATOR).get(STATS).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit          | 0          | limit must be from 1 to 200, got 0
                    limit          | 201        | limit must be from 1 to 200, got 201
                    limit          | many       | limit must be a whole number
                    minLatencyMs   | -1         | minLatencyMs must be from 0 to 86400000, got -1
                    minLatencyMs   | fast       | minLatencyMs must be a whole number
                    minCostNanoUsd | -5         | minCostNanoUsd must be from 0 to
                    status         | maybe      | status must be success or error, got 'maybe'
                    from           | yesterday  | from must be an ISO-8601 instant
                    from           | 1001-01-01T00:00:00Z | from must be from 2000-01-01
                    to             | 2000-01-02T00:00:00 | to must be an ISO-8601 instant
                    cursor         | abcdef     | cursor must be the 'next' of a page, unchanged
                    """)
    void badInputIsNamed(String field, String value, String message) {
        asDashboard()
                .queryParam(field, value)
                .get(TRACES)
                .then()
                .statusCode(400)
                .body("field", equalTo(field))
                .body("code", equalTo("invalid_" + field))
                .body("message", containsString(message));
    }

    @Test
    void badRangesAreNamed() {
        asDashboard()
                .queryParams(Map.of("from", "2026-01-02T00:00:00Z", "to", "2026-01-01T00:00:00Z"))
                .get(TRACES)
                .then()
                .statusCode(400)
                .body("message", containsString("from must be before to"));
        asDashboard()
                .queryParam("bucket", "minute")
                .get(STATS)
                .then()
                .statusCode(400)
                .body("message", equalTo("bucket must be hour or day, got 'minute'"));
        asDashboard()
                .queryParam("from", "2020-01-01T00:00:00Z")
                .get(STATS)
                .then()
                .statusCode(400)
                .body("message", containsString("at most 1000 buckets"));
    }

    @Test
    void anUnknownTraceIsNotFound() {
        asDashboard()
                .get(TRACES + "/req_nothing")
                .then()
                .statusCode(404)
                .body("code", equalTo("trace_not_found"))
                .body("message", containsString("req_nothing"));
    }

    @Test
    void aPageHasNoNextWhenItIsTheLast() throws Exception {
        send(Events.completed(id(), now, agent));
        awaitCount(1);
        asDashboard()
                .queryParams(Map.of("agent", agent, "limit", "1"))
                .get(TRACES)
                .then()
                .body("traces", hasSize(1))
                .body("next", equalTo(null));
    }

    private void assertFilter(Map<String, String> filter, RequestEvent... expected) {
        Map<String, String> query = new java.util.HashMap<>(filter);
        query.put("agent", agent);
        assertThat(ids(page(query)))
                .as(filter.toString())
                .containsExactly(
                        java.util.Arrays.stream(expected)
                                .map(event -> event.requestId().value())
                                .toArray(String[]::new));
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

    private TraceDetail awaitTrace(String id) {
        await().atMost(SOON).until(() -> asDashboard().get(TRACES + "/" + id).statusCode() == 200);
        return asDashboard().get(TRACES + "/" + id).as(TraceDetail.class);
    }

    private void awaitCount(int count) {
        await().atMost(SOON).until(() -> page(Map.of("agent", agent)).traces().size() == count);
    }

    private TracePage page(Map<String, String> query) {
        return asDashboard()
                .queryParams(query)
                .get(TRACES)
                .then()
                .statusCode(200)
                .extract()
                .as(TracePage.class);
    }

    private static List<String> ids(TracePage page) {
        return page.traces().stream().map(row -> row.requestId().value()).toList();
    }

    private static RequestSpecification asDashboard() {
        return as(ServiceName.DASHBOARD);
    }

    private static RequestSpecification as(String caller) {
        return given().auth().oauth2(IdentityFixture.tokenOf(caller, ServiceName.TRACES));
    }

    private static String id() {
        return "req_" + UUID.randomUUID();
    }

    private void send(RequestEvent event) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.REQUEST_EVENTS,
                                event.requestId().value(),
                                json.writeValueAsBytes(event)))
                .get(10, TimeUnit.SECONDS);
    }

    private void sendRaw(String value) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.REQUEST_EVENTS, value.getBytes(StandardCharsets.UTF_8)))
                .get(10, TimeUnit.SECONDS);
    }
}
