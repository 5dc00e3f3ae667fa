package io.spidergate.billing.ledger;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@BillingFixtures.Running
class LedgerTest {

    @Inject ObjectMapper json;
    @Inject DataSource dataSource;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void theSumOfTheLedgerIsTheSumOfTheEventsHoweverOftenAndInWhateverOrderTheyCome()
            throws Exception {
        String token = tokenWith(Map.of());
        Random random = new Random(42);
        List<RequestEvent> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Instant started = Instant.now().minus(random.nextInt(70), ChronoUnit.DAYS);
            events.add(
                    event(
                            token,
                            "req_" + UUID.randomUUID(),
                            started,
                            random.nextInt(1_000_000),
                            null));
        }
        long[] before = summary();
        List<RequestEvent> deliveries = new ArrayList<>(events);
        deliveries.addAll(events.subList(0, 250));
        deliveries.addAll(events.subList(100, 300));
        Collections.shuffle(deliveries, random);

        deliver(deliveries);

        long sum = events.stream().mapToLong(event -> event.cost().nanoUsd()).sum();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(summary())
                                .containsExactly(
                                        before[0] + 500, before[1] + 500, before[2] + sum));
        assertThat(number("SELECT sum(settled) FROM counter WHERE token_ref = '" + token + "'"))
                .isEqualTo(sum);
        assertThat(number("SELECT sum(requests) FROM counter WHERE token_ref = '" + token + "'"))
                .isEqualTo(500);
    }

    @Test
    void oneRequestIsOneEntryEvenWhereAReplayClaimsAnotherMonth() throws Exception {
        String token = tokenWith(Map.of());
        String request = "req_" + UUID.randomUUID();
        deliver(List.of(event(token, request, Instant.parse("2026-03-31T23:59:59Z"), 7, null)));
        await().untilAsserted(() -> assertThat(entriesOf(token)).isEqualTo(1));

        deliver(List.of(event(token, request, Instant.parse("2026-04-01T00:00:01Z"), 7, null)));
        deliver(List.of(event(token, "req_" + UUID.randomUUID(), Instant.now(), 1, null)));

        await().untilAsserted(() ->
                assertThat(
                                number(
                                        "SELECT sum(settled) FROM counter WHERE token_ref = '"
                                                + token
                                                + "'"))
                        .isEqualTo(8));
        assertThat(entriesOf(token)).isEqualTo(2);
    }

    @Test
    void aRecordThatCannotBeReadIsKeptAsideAndHoldsNobodyUp() throws Exception {
        String token = tokenWith(Map.of());
        long dead = number("SELECT count(*) FROM dead_letter");
        RequestEvent poison =
                event(token, "req_poison-" + UUID.randomUUID(), Instant.now(), 5, null);
        String withNul = json.writeValueAsString(poison).replace("\"gpt-x\"", "\"gpt\\u0000x\"");
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (String bad :
                    List.of(
                            "not json",
                            "{}",
                            "null",
                            withNul,
                            json.writeValueAsString(poison)
                                    .replace("\"nanoUsd\":5", "\"nanoUsd\":-5"))) {
                producer.send(
                                new ProducerRecord<>(
                                        Topics.REQUEST_EVENTS,
                                        0,
                                        null,
                                        bad.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
            producer.send(new ProducerRecord<byte[], byte[]>(Topics.REQUEST_EVENTS, 0, null, null))
                    .get();
            byte[] good =
                    json.writeValueAsBytes(
                            event(token, "req_" + UUID.randomUUID(), Instant.now(), 9, null));
            producer.send(new ProducerRecord<>(Topics.REQUEST_EVENTS, 0, null, good)).get();
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(entriesOf(token)).isEqualTo(1));
        assertThat(number("SELECT count(*) FROM dead_letter")).isEqualTo(dead + 6);
        assertThat(number("SELECT count(*) FROM dead_letter WHERE reason = ''")).isZero();
    }

    @Test
    void theLedgerCannotBeChangedNorEmptied() throws Exception {
        String token = tokenWith(Map.of());
        deliver(List.of(event(token, "req_" + UUID.randomUUID(), Instant.now(), 3, null)));
        await().untilAsserted(() -> assertThat(entriesOf(token)).isEqualTo(1));

        for (String forbidden :
                List.of(
                        "UPDATE ledger_entry SET nano_usd = 0 WHERE token_ref = '" + token + "'",
                        "DELETE FROM ledger_entry WHERE token_ref = '" + token + "'",
                        "TRUNCATE ledger_entry")) {
            assertThatThrownBy(() -> execute(forbidden))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
        assertThat(entriesOf(token)).isEqualTo(1);
    }

    @Test
    void spendIsTheLedgerOfTheRange() throws Exception {
        String token = tokenWith(Map.of());
        Instant start = Instant.parse("2025-05-10T00:00:00Z");
        deliver(
                List.of(
                        event(token, "req_" + UUID.randomUUID(), start, 10, null),
                        event(token, "req_" + UUID.randomUUID(), start.plusSeconds(3600), 20, null),
                        event(
                                token,
                                "req_" + UUID.randomUUID(),
                                start.plus(1, ChronoUnit.DAYS),
                                40,
                                null)));
        await().untilAsserted(() -> assertThat(entriesOf(token)).isEqualTo(3));

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
    void anAgentIsListedWithWhatItSpentThisMonth() throws Exception {
        String token = tokenWith(Map.of());
        deliver(List.of(event(token, "req_" + UUID.randomUUID(), Instant.now(), 123, null)));

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

    private RequestEvent event(
            String token, String request, Instant started, long nanoUsd, String grant) {
        return new RequestEvent(
                1,
                new RequestId(request),
                started,
                "gw_1",
                new WorkspaceId("ws_default"),
                new AgentId("agt_" + token),
                "name",
                token,
                "/chat/completions",
                "spideriq/coding",
                "gpt-x",
                "openai",
                false,
                new RequestEvent.Outcome(RequestEvent.Result.COMPLETED, 200, null, null, "stop"),
                new RequestEvent.Usage(11, 2, 7, RequestEvent.Evidence.MEASURED),
                new RequestEvent.Cost(nanoUsd, RequestEvent.Basis.PRICED),
                grant,
                new RequestEvent.Timing(1, 2L, 3L, 4),
                PlanRecord.NONE,
                List.of(),
                null);
    }

    private void deliver(List<RequestEvent> events) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (RequestEvent event : events) {
                byte[] key = event.requestId().value().getBytes(StandardCharsets.UTF_8);
                var sent =
                        producer.send(
                                new ProducerRecord<>(
                                        Topics.REQUEST_EVENTS, key, json.writeValueAsBytes(event)));
                if (events.size() < 10) {
                    sent.get();
                }
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private long[] summary() {
        var answer =
                as(ServiceName.OPERATOR)
                        .get(BASE + "/ledger/summary")
                        .then()
                        .statusCode(200)
                        .extract();
        return new long[] {
            answer.jsonPath().getLong("entries"),
            answer.jsonPath().getLong("requests"),
            answer.jsonPath().getLong("totalNanoUsd")
        };
    }

    private long entriesOf(String token) throws SQLException {
        return number("SELECT count(*) FROM ledger_entry WHERE token_ref = '" + token + "'");
    }

    private long number(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
