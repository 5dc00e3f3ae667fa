package io.spidergate.vault.notice;

import io.spidergate.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The topic of credentials as a consumer reads it, from its beginning.
public final class CredentialTopic implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

    public CredentialTopic(String bootstrapServers) {
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new StringDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(Topics.CREDENTIALS, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// All records so far.
    public List<ConsumerRecord<String, String>> read() {
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return List.copyOf(seen);
    }

    /// Values of all records about one credential; null is a tombstone.
    public List<String> about(String credential) {
        return read().stream()
                .filter(record -> record.key().equals(credential))
                .map(ConsumerRecord::value)
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
