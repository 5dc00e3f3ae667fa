package io.spidergate.gateway.feed;

import io.spidergate.topics.TopicProvisioner;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/// Reads one compacted topic from its beginning on a thread of its own and tells each record, then
/// follows it.
///
/// Every gateway reads all of it, so there is no consumer group and nothing is ever rebalanced. A
/// broker that is away, or a topic that does not exist yet, is asked for again with backoff; what
/// has been told stays told.
public final class CompactedTopicReader implements AutoCloseable {

    /// Gets each record's bytes; must not throw.
    interface RawSink {
        void heard(String key, byte[] value);

        void forgotten(String key);

        void caughtUp();
    }

    private static final Logger LOG = Logger.getLogger(CompactedTopicReader.class);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Map<String, Object> kafka;
    private final RawSink sink;
    private final RandomGenerator random;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicLong lag = new AtomicLong();
    private final Thread thread;

    private volatile FeedStanding standing;
    private volatile boolean following;

    /// The last failure that was logged, so that one outage is one line.
    private String loggedFailure = "";

    CompactedTopicReader(
            String topic, Map<String, Object> kafka, RawSink sink, RandomGenerator random) {
        this.topic = topic;
        this.kafka = Map.copyOf(kafka);
        this.sink = sink;
        this.random = random;
        this.standing =
                new FeedStanding.CatchingUp("topic %s has not been read yet".formatted(topic));
        this.thread = Thread.ofPlatform().daemon().name("feed-" + topic).unstarted(this::run);
    }

    CompactedTopicReader start() {
        thread.start();
        return this;
    }

    public FeedStanding standing() {
        return standing;
    }

    /// Records that the broker has and this process has not heard, as of the last answer of the
    /// broker.
    public long lag() {
        return lag.get();
    }

    @Override
    public void close() throws InterruptedException {
        closing.countDown();
        thread.join(POLL.multipliedBy(4));
    }

    private void run() {
        int failures = 0;
        do {
            try {
                readUntilClosed();
                return;
            } catch (TimeoutException | RuntimeException e) {
                failures++;
                failed(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        } while (!closesWithin(BACKOFF.after(failures, random)));
    }

    private void failed(Exception failure) {
        String reason = "topic %s cannot be read: %s".formatted(topic, failure.getMessage());
        if (!following) {
            standing = new FeedStanding.CatchingUp(reason);
        }
        if (!reason.equals(loggedFailure)) {
            loggedFailure = reason;
            LOG.warnf("%s; asking again", reason);
        }
    }

    private boolean closesWithin(Duration wait) {
        try {
            return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void readUntilClosed() throws TimeoutException, InterruptedException {
        TopicProvisioner.ensure(bootstrapServers(), METADATA_TIMEOUT.toMillis());
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, METADATA_TIMEOUT);
            while (closing.getCount() > 0) {
                consumer.poll(POLL).forEach(this::tell);
                if (!following && hasReached(consumer, ends)) {
                    follow();
                }
                lag.set(lagOf(consumer, partitions));
            }
        }
    }

    private void follow() {
        following = true;
        loggedFailure = "";
        sink.caughtUp();
        standing = new FeedStanding.Following();
        LOG.infof("topic %s has been read to its end", topic);
    }

    private void tell(ConsumerRecord<String, byte[]> heard) {
        if (heard.key() == null) {
            LOG.warnf(
                    "topic %s has a record without a key at offset %d; skipped",
                    topic, heard.offset());
        } else if (heard.value() == null) {
            sink.forgotten(heard.key());
        } else {
            sink.heard(heard.key(), heard.value());
        }
    }

    private List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        List<PartitionInfo> known = consumer.partitionsFor(topic, METADATA_TIMEOUT);
        if (known == null || known.isEmpty()) {
            throw new KafkaException("the topic does not exist yet");
        }
        return known.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }

    private static boolean hasReached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(
                        end -> consumer.position(end.getKey(), METADATA_TIMEOUT) >= end.getValue());
    }

    private static long lagOf(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        return partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private String bootstrapServers() {
        return String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "gateway-feed-" + topic);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
