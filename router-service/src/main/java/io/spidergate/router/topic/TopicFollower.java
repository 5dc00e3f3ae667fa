package io.spidergate.router.topic;

import io.spidergate.topics.TopicProvisioner;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads all partitions of a topic on a thread of its own until it is closed. It belongs to no
/// consumer group: every replica of the service hears everything.
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);

    private static final long TOPICS_TIMEOUT_MS = 10_000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final long CLOSE_TIMEOUT_MS = 3_000;
    private static final int FETCH_BYTES = 2 * 1024 * 1024;

    private final String bootstrapServers;
    private final String topic;
    private final StartAt startAt;
    private final TopicListener listener;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    public TopicFollower(
            String bootstrapServers,
            String topic,
            StartAt startAt,
            TopicListener listener,
            Clock clock) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.startAt = startAt;
        this.listener = listener;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("follow-" + topic).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        KafkaConsumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        } else {
            thread.interrupt();
        }
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                follow();
            } while (!closed.await(RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        try {
            TopicProvisioner.ensure(bootstrapServers, TOPICS_TIMEOUT_MS);
            try (KafkaConsumer<String, byte[]> reading = new KafkaConsumer<>(config())) {
                consumer = reading;
                read(reading);
            } finally {
                consumer = null;
            }
        } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.debugf(e, "stopped reading %s", topic);
        } catch (TimeoutException | KafkaException | IllegalStateException e) {
            LOG.warnf("cannot read %s, will try again: %s", topic, e.getMessage());
            listener.unreachable("cannot read topic %s: %s".formatted(topic, e.getMessage()));
        }
    }

    private void read(KafkaConsumer<String, byte[]> reading) {
        List<TopicPartition> partitions =
                reading.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
        reading.assign(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        seek(reading, partitions, ends);
        listener.restarted();
        boolean caughtUp = false;
        while (closed.getCount() > 0) {
            if (!caughtUp && hasReached(reading, ends)) {
                caughtUp = true;
                listener.caughtUp();
            }
            for (ConsumerRecord<String, byte[]> record : reading.poll(POLL)) {
                listener.record(record.key(), record.value());
            }
        }
    }

    private void seek(
            KafkaConsumer<String, byte[]> reading,
            List<TopicPartition> partitions,
            Map<TopicPartition, Long> ends) {
        switch (startAt) {
            case StartAt.Beginning beginning -> reading.seekToBeginning(partitions);
            case StartAt.Recent recent -> {
                Map<TopicPartition, OffsetAndTimestamp> byTime =
                        reading.offsetsForTimes(since(partitions, recent.age()));
                for (TopicPartition partition : partitions) {
                    long end = ends.getOrDefault(partition, 0L);
                    OffsetAndTimestamp found = byTime.get(partition);
                    long offset = found == null ? end : found.offset();
                    reading.seek(partition, Math.max(offset, end - recent.records()));
                }
            }
        }
    }

    private Map<TopicPartition, Long> since(List<TopicPartition> partitions, Duration age) {
        Map<TopicPartition, Long> since = new HashMap<>();
        long instant = clock.instant().minus(age).toEpochMilli();
        partitions.forEach(partition -> since.put(partition, instant));
        return since;
    }

    private static boolean hasReached(
            KafkaConsumer<String, byte[]> reading, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> reading.position(end.getKey()) >= end.getValue());
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return config;
    }
}
