package io.spidergate.billing.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Request events as gateways deliver them, and what the tables hold of them.
@Singleton
public class DeliveredEvents {

    private final ObjectMapper json;
    private final DataSource dataSource;
    private final String brokers;

    DeliveredEvents(
            ObjectMapper json,
            DataSource dataSource,
            @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.json = json;
        this.dataSource = dataSource;
        this.brokers = brokers;
    }

    public static RequestEvent event(String token, String request, Instant started, long nanoUsd) {
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
                new RequestEvent.Outcome(
                        RequestEvent.Result.COMPLETED, 200, null, null, "stop", false),
                new RequestEvent.Usage(11, 2, 7, RequestEvent.Evidence.MEASURED),
                new RequestEvent.Cost(nanoUsd, RequestEvent.Basis.PRICED),
                null,
                List.of(),
                new RequestEvent.Timing(1, 2L, 3L, 4),
                PlanRecord.NONE,
                List.of(),
                null);
    }

    public static RequestEvent event(String token, Instant started, long nanoUsd) {
        return event(token, "req_" + UUID.randomUUID(), started, nanoUsd);
    }

    public void deliver(List<RequestEvent> events) throws Exception {
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

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public long entriesOf(String token) throws SQLException {
        return number("SELECT count(*) FROM ledger_entry WHERE token_ref = '" + token + "'");
    }

    long number(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
