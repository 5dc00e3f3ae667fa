package io.spidergate.bench.budgets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.gateway.RequestEvent;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Puts events into the topic, as gateways do.
final class Deliveries {

    private static final ObjectWriter JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build()
                    .writerFor(RequestEvent.class);

    private Deliveries() {}

    /// Returns when the broker has all of them.
    static void send(EventStream stream, int brokerPort) {
        AtomicReference<@Nullable Exception> fault = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(brokerPort)) {
            for (Optional<RequestEvent> next = stream.next();
                    next.isPresent();
                    next = stream.next()) {
                var unused =
                        producer.send(
                                message(next.get()),
                                (metadata, failure) -> fault.compareAndSet(null, failure));
            }
        }
        if (fault.get() != null) {
            throw new IllegalStateException("an event was not delivered", fault.get());
        }
    }

    private static ProducerRecord<byte[], byte[]> message(RequestEvent event) {
        try {
            return new ProducerRecord<>(
                    Topics.REQUEST_EVENTS,
                    event.requestId().value().getBytes(StandardCharsets.UTF_8),
                    JSON.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event cannot be written", e);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(int brokerPort) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        "127.0.0.1:" + brokerPort,
                        "acks",
                        "all",
                        "batch.size",
                        262_144,
                        "linger.ms",
                        20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
