package io.spidergate.traces;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.specification.RequestSpecification;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.traces.TraceDetail;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.fixtures.IdentityFixture;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The collector as its neighbours meet it: events of gateways go in, queries are answered.
@Singleton
public class RunningCollector {

    public static final String TRACES = "/internal/traces/v1/traces";

    public static final String STATS = "/internal/traces/v1/stats";

    public static final Duration SOON = Duration.ofSeconds(20);

    private final ObjectMapper json;
    private final KafkaProducer<String, byte[]> producer;

    RunningCollector(
            ObjectMapper json, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.json = json;
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    @PreDestroy
    void disconnect() {
        producer.close();
    }

    public void send(RequestEvent event) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.REQUEST_EVENTS,
                                event.requestId().value(),
                                json.writeValueAsBytes(event)))
                .get(10, TimeUnit.SECONDS);
    }

    public void sendRaw(String value) throws Exception {
        producer.send(
                        new ProducerRecord<>(
                                Topics.REQUEST_EVENTS, value.getBytes(StandardCharsets.UTF_8)))
                .get(10, TimeUnit.SECONDS);
    }

    public TraceDetail awaitTrace(String id) {
        await().atMost(SOON).until(() -> asDashboard().get(TRACES + "/" + id).statusCode() == 200);
        return asDashboard().get(TRACES + "/" + id).as(TraceDetail.class);
    }

    public void awaitCount(String agent, int count) {
        await().atMost(SOON).until(() -> page(Map.of("agent", agent)).traces().size() == count);
    }

    public TracePage page(Map<String, String> query) {
        return asDashboard()
                .queryParams(query)
                .get(TRACES)
                .then()
                .statusCode(200)
                .extract()
                .as(TracePage.class);
    }

    public static List<String> ids(TracePage page) {
        return page.traces().stream().map(row -> row.requestId().value()).toList();
    }

    public static RequestSpecification asDashboard() {
        return as(ServiceName.DASHBOARD);
    }

    public static RequestSpecification as(String caller) {
        return given().auth().oauth2(IdentityFixture.tokenOf(caller, ServiceName.TRACES));
    }

    public static String id() {
        return "req_" + UUID.randomUUID();
    }
}
