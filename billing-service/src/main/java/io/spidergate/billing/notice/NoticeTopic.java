package io.spidergate.billing.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.topics.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The topic of notices, for systems that would rather read than be called.
@ApplicationScoped
class NoticeTopic implements AutoCloseable {

    private static final long PROVISION_TIMEOUT_MS = 10_000;

    private final String bootstrapServers;
    private final ObjectMapper json;
    private @Nullable KafkaProducer<String, byte[]> producer;

    NoticeTopic(
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "127.0.0.1:9092")
                    String bootstrapServers,
            ObjectMapper json) {
        this.bootstrapServers = bootstrapServers;
        this.json = json;
    }

    /// Returns when the broker has them all.
    void send(List<Notice> notices) throws TimeoutException, InterruptedException {
        KafkaProducer<String, byte[]> open = producer();
        List<Future<RecordMetadata>> sent =
                notices.stream()
                        .map(notice ->
                                new ProducerRecord<>(
                                        Topics.NOTICES, notice.workspace().value(), bytes(notice)))
                        .map(open::send)
                        .toList();
        open.flush();
        try {
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take a notice", e.getCause());
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }

    /// Opened late: a broker that is away at the start must not stop this service.
    private KafkaProducer<String, byte[]> producer() throws TimeoutException, InterruptedException {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            TopicProvisioner.ensure(bootstrapServers, PROVISION_TIMEOUT_MS);
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

    private byte[] bytes(Notice notice) {
        try {
            return json.writeValueAsBytes(notice);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice is always JSON", e);
        }
    }
}
