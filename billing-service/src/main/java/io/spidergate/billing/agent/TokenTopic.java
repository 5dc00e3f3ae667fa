package io.spidergate.billing.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.topics.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The compacted topic from which gateways know agent tokens.
@ApplicationScoped
class TokenTopic implements AutoCloseable {

    private static final long PROVISION_TIMEOUT_MS = 10_000;
    private static final TopicPartition ONLY = new TopicPartition(Topics.AGENT_TOKENS, 0);

    private final String bootstrapServers;
    private final ObjectMapper json;
    private @Nullable KafkaProducer<String, byte[]> producer;

    TokenTopic(
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "127.0.0.1:9092")
                    String bootstrapServers,
            ObjectMapper json) {
        this.bootstrapServers = bootstrapServers;
        this.json = json;
    }

    /// The version of each token on the topic, read from its beginning to its present end.
    Map<String, Integer> versions() throws TimeoutException, InterruptedException {
        TopicProvisioner.ensure(bootstrapServers, PROVISION_TIMEOUT_MS);
        Map<String, Integer> versions = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "enable.auto.commit",
                                "false"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(ONLY));
            consumer.seekToBeginning(List.of(ONLY));
            long end = consumer.endOffsets(List.of(ONLY)).getOrDefault(ONLY, 0L);
            while (consumer.position(ONLY) < end) {
                for (ConsumerRecord<String, byte[]> message :
                        consumer.poll(Duration.ofSeconds(1))) {
                    versions.put(message.key(), version(message.value()));
                }
            }
        }
        return versions;
    }

    /// Returns when the broker has them all.
    void send(List<AgentToken> tokens) {
        KafkaProducer<String, byte[]> open = producer();
        List<Future<RecordMetadata>> sent =
                tokens.stream()
                        .map(token ->
                                new ProducerRecord<>(
                                        Topics.AGENT_TOKENS, token.tokenRef(), bytes(token)))
                        .map(open::send)
                        .toList();
        open.flush();
        try {
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take an agent token", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while publishing agent tokens", e);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }

    /// Opened late: a broker that is away at the start must not stop this service.
    private KafkaProducer<String, byte[]> producer() {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            open =
                    new KafkaProducer<>(
                            Map.of(
                                    "bootstrap.servers", bootstrapServers,
                                    "acks", "all",
                                    "enable.idempotence", "true",
                                    "linger.ms", "0",
                                    "buffer.memory", "4194304",
                                    "max.block.ms", "5000",
                                    "request.timeout.ms", "5000",
                                    "delivery.timeout.ms", "10000"),
                            new StringSerializer(),
                            new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    /// What cannot be read counts as never published.
    private int version(byte @Nullable [] value) {
        if (value == null) {
            return 0;
        }
        try {
            JsonNode token = json.readTree(value);
            return token == null ? 0 : token.path("version").asInt(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private byte[] bytes(AgentToken token) {
        try {
            return json.writeValueAsBytes(token);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an agent token is always JSON", e);
        }
    }
}
