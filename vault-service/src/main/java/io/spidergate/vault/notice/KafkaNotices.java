package io.spidergate.vault.notice;

import io.spidergate.contracts.Topics;
import io.spidergate.topics.TopicProvisioner;
import io.spidergate.vault.notice.PostgresOutbox.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// The topic of credential notices; used by one thread.
final class KafkaNotices implements AutoCloseable {

    private static final long BUFFER_BYTES = 1024L * 1024;

    private final String bootstrapServers;
    private final Duration deliveryTimeout;
    private @Nullable Producer<String, String> producer;

    KafkaNotices(NoticeConfig config) {
        this.bootstrapServers = config.bootstrapServers();
        this.deliveryTimeout = config.deliveryTimeout();
    }

    /// Returns once Kafka has all messages, in this order.
    ///
    /// @throws TimeoutException when Kafka cannot be reached; the messages may have arrived or not
    void send(List<Waiting> messages) throws TimeoutException, InterruptedException {
        try {
            Producer<String, String> open = open();
            List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
            for (Waiting message : messages) {
                sent.add(
                        open.send(
                                new ProducerRecord<>(
                                        Topics.CREDENTIALS,
                                        message.credential(),
                                        message.payload())));
            }
            open.flush();
            for (Future<RecordMetadata> future : sent) {
                future.get(deliveryTimeout.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | KafkaException | IllegalStateException e) {
            throw unreachable(e);
        }
    }

    private static TimeoutException unreachable(Exception cause) {
        TimeoutException unreachable =
                new TimeoutException(
                        cause.getCause() == null
                                ? cause.getMessage()
                                : cause.getCause().getMessage());
        unreachable.initCause(cause);
        return unreachable;
    }

    private Producer<String, String> open() throws TimeoutException, InterruptedException {
        Producer<String, String> held = producer;
        if (held == null) {
            TopicProvisioner.ensure(bootstrapServers, deliveryTimeout.toMillis());
            held = new KafkaProducer<>(config(), new StringSerializer(), new StringSerializer());
            producer = held;
        }
        return held;
    }

    private Map<String, Object> config() {
        int timeoutMs = (int) deliveryTimeout.toMillis();
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "vault-service-notices");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMs);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMs / 2);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMs);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        return config;
    }

    /// The next send begins with a new connection, and creates the topic again where it was lost.
    void reset() {
        close();
        producer = null;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
        }
    }
}
