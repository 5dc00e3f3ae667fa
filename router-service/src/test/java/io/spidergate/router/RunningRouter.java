package io.spidergate.router;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.specification.RequestSpecification;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.fixtures.IdentityFixture;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The service as others meet it: over REST and over topics, with a real database and broker.
@Singleton
public class RunningRouter {

    public static final String PROVIDERS = "/internal/router/v1/providers";

    public static final String SNAPSHOT = "/internal/router/v1/snapshot";

    /// A provider without keys, as somebody adds it.
    public static final String LOCAL =
            """
            {"baseUrl": "http://127.0.0.1:11434/v1", "credentialRequired": false, "free": true,
             "account": "default", "models": ["qwen3"]}\
            """;

    private final ObjectMapper json;
    private final String brokers;

    RunningRouter(
            ObjectMapper json, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.json = json;
        this.brokers = brokers;
    }

    /// Before the first snapshot there is nothing to test.
    public void awaitReadiness() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as(ServiceName.GATEWAY).get(SNAPSHOT).statusCode() == 200);
    }

    public static RequestSpecification as(String service) {
        return given().auth()
                .oauth2(IdentityFixture.tokenOf(service, ServiceName.ROUTER))
                .contentType("application/json");
    }

    public RoutingSnapshot snapshot() throws JsonProcessingException {
        return json.readValue(
                as(ServiceName.GATEWAY).get(SNAPSHOT).asString(), RoutingSnapshot.class);
    }

    public void awaitSnapshot(Predicate<RoutingSnapshot> condition) {
        await().atMost(Duration.ofSeconds(10)).until(() -> condition.test(snapshot()));
    }

    public static boolean hasSimulator(RoutingSnapshot snapshot) {
        return snapshot.providers().stream().anyMatch(p -> p.simulated());
    }

    public static boolean hasDeployment(RoutingSnapshot snapshot, String id) {
        return snapshot.deployments().stream().anyMatch(d -> d.id().value().equals(id));
    }

    public static DeploymentRoute deployment(RoutingSnapshot snapshot, String id) {
        return snapshot.deployments().stream()
                .filter(d -> d.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public void tell(String topic, String key, Object value)
            throws JsonProcessingException, InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers),
                        new StringSerializer(),
                        new StringSerializer())) {
            String text = value == null ? null : json.writeValueAsString(value);
            producer.send(new ProducerRecord<>(topic, key, text)).get();
        }
    }

    public List<RoutingSnapshot> published() {
        return published(Topics.ROUTING_SNAPSHOT, RoutingSnapshot.class);
    }

    public List<RoutingHealth> publishedHealth() {
        return published(Topics.ROUTING_HEALTH, RoutingHealth.class);
    }

    private <T> List<T> published(String topic, Class<T> type) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<T> read = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    read.add(json.readValue(record.value(), type));
                }
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
