package io.spidergate.billing.ledger;

import static io.spidergate.billing.BillingFixtures.BASE;
import static io.spidergate.billing.BillingFixtures.as;
import static io.spidergate.billing.BillingFixtures.tokenWith;
import static io.spidergate.billing.ledger.DeliveredEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.spidergate.billing.BillingFixtures;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.gateway.RequestEvent;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// One entry a request, for good, whatever order and however often events come.
@QuarkusTest
@BillingFixtures.Running
class LedgerTest {

    @Inject ObjectMapper json;
    @Inject DeliveredEvents events;

    @Test
    void theSumOfTheLedgerIsTheSumOfTheEventsHoweverOftenAndInWhateverOrderTheyCome()
            throws Exception {
        String token = tokenWith(Map.of());
        Random random = new Random(42);
        List<RequestEvent> told = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Instant started = Instant.now().minus(random.nextInt(70), ChronoUnit.DAYS);
            told.add(event(token, started, random.nextInt(1_000_000)));
        }
        long[] before = summary();
        List<RequestEvent> deliveries = new ArrayList<>(told);
        deliveries.addAll(told.subList(0, 250));
        deliveries.addAll(told.subList(100, 300));
        Collections.shuffle(deliveries, random);

        events.deliver(deliveries);

        long sum = told.stream().mapToLong(event -> event.cost().nanoUsd()).sum();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(summary())
                                .containsExactly(
                                        before[0] + 500, before[1] + 500, before[2] + sum));
        assertThat(
                        events.number(
                                "SELECT sum(settled) FROM counter WHERE subject = '" + token + "'"))
                .isEqualTo(sum);
        assertThat(
                        events.number(
                                "SELECT sum(requests) FROM counter WHERE subject = '"
                                        + token
                                        + "'"))
                .isEqualTo(500);
    }

    @Test
    void oneRequestIsOneEntryEvenWhereAReplayClaimsAnotherMonth() throws Exception {
        String token = tokenWith(Map.of());
        String request = "req_" + UUID.randomUUID();
        events.deliver(List.of(event(token, request, Instant.parse("2026-03-31T23:59:59Z"), 7)));
        await().untilAsserted(() -> assertThat(events.entriesOf(token)).isEqualTo(1));

        events.deliver(List.of(event(token, request, Instant.parse("2026-04-01T00:00:01Z"), 7)));
        events.deliver(List.of(event(token, Instant.now(), 1)));

        await().untilAsserted(() ->
                assertThat(
                                events.number(
                                        "SELECT sum(settled) FROM counter WHERE subject = '"
                                                + token
                                                + "'"))
                        .isEqualTo(8));
        assertThat(events.entriesOf(token)).isEqualTo(2);
    }

    @Test
    void aRecordThatCannotBeReadIsKeptAsideAndHoldsNobodyUp() throws Exception {
        String token = tokenWith(Map.of());
        long dead = events.number("SELECT count(*) FROM dead_letter");
        RequestEvent poison = event(token, "req_poison-" + UUID.randomUUID(), Instant.now(), 5);
        String withNul = json.writeValueAsString(poison).replace("\"gpt-x\"", "\"gpt\\u0000x\"");
        try (KafkaProducer<byte[], byte[]> producer = events.producer()) {
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
            byte[] good = json.writeValueAsBytes(event(token, Instant.now(), 9));
            producer.send(new ProducerRecord<>(Topics.REQUEST_EVENTS, 0, null, good)).get();
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events.entriesOf(token)).isEqualTo(1));
        assertThat(events.number("SELECT count(*) FROM dead_letter")).isEqualTo(dead + 6);
        assertThat(events.number("SELECT count(*) FROM dead_letter WHERE reason = ''")).isZero();
    }

    @Test
    void theLedgerCannotBeChangedNorEmptied() throws Exception {
        String token = tokenWith(Map.of());
        events.deliver(List.of(event(token, Instant.now(), 3)));
        await().untilAsserted(() -> assertThat(events.entriesOf(token)).isEqualTo(1));

        for (String forbidden :
                List.of(
                        "UPDATE ledger_entry SET nano_usd = 0 WHERE token_ref = '" + token + "'",
                        "DELETE FROM ledger_entry WHERE token_ref = '" + token + "'",
                        "TRUNCATE ledger_entry")) {
            assertThatThrownBy(() -> events.execute(forbidden))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
        assertThat(events.entriesOf(token)).isEqualTo(1);
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
}
