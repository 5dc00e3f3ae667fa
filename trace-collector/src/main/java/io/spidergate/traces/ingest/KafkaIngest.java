package io.spidergate.traces.ingest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.Topics;
import io.spidergate.topics.TopicProvisioner;
import io.spidergate.traces.TracesConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The thread that reads request events: offsets are committed after the rows are, so that a crash
/// repeats a batch and never skips one.
@Singleton
final class KafkaIngest {

    private static final Logger LOG = Logger.getLogger(KafkaIngest.class);

    private static final long TOPICS_TIMEOUT_MS = 5_000;

    /// A waiting poll returns as soon as there is a record; this is how often an idle one looks up.
    private static final Duration POLL = Duration.ofMillis(250);

    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final EventIntake intake;
    private final IngestMeters meters;
    private final IngestState state;
    private final TracesConfig config;
    private final String bootstrapServers;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable Consumer<byte[], byte[]> polling;

    KafkaIngest(
            EventIntake intake,
            IngestMeters meters,
            IngestState state,
            TracesConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "localhost:9092")
                    String bootstrapServers) {
        this.intake = intake;
        this.meters = meters;
        this.state = state;
        this.config = config;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent started) {
        thread = Thread.ofPlatform().name("trace-ingest").start(this::run);
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        Consumer<byte[], byte[]> current = polling;
        if (current != null) {
            current.wakeup();
        }
        if (thread != null) {
            thread.join(CLOSE.multipliedBy(2));
        }
    }

    private void run() {
        Backoff backoff = Backoff.upTo(config.maxBackoff());
        try {
            while (!isStopping()) {
                try {
                    TopicProvisioner.ensure(bootstrapServers, TOPICS_TIMEOUT_MS);
                    consume();
                } catch (WakeupException e) {
                    LOG.debug("woken up to stop");
                } catch (TimeoutException | KafkaException | IllegalStateException e) {
                    String reason = reason(e);
                    state.waitingForKafka(reason);
                    LOG.warnf("Kafka at %s: %s; trying again", bootstrapServers, reason);
                    pause(backoff);
                    backoff = backoff.longer();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A wait that timed out has no message of its own.
    private static String reason(Exception e) {
        String message = e.getMessage();
        return message == null ? "no answer within " + TOPICS_TIMEOUT_MS + " ms" : message;
    }

    private void consume() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        ConsumerSettings.of(bootstrapServers, config.batchSize()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            polling = consumer;
            consumer.subscribe(List.of(Topics.REQUEST_EVENTS));
            Backoff backoff = Backoff.upTo(config.maxBackoff());
            while (!isStopping()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!consumer.assignment().isEmpty()) {
                    state.reading();
                }
                backoff = take(consumer, records, backoff);
            }
        } finally {
            polling = null;
        }
    }

    private Backoff take(
            Consumer<byte[], byte[]> consumer,
            ConsumerRecords<byte[], byte[]> records,
            Backoff backoff)
            throws InterruptedException {
        try {
            if (!records.isEmpty()) {
                intake.take(records);
                commit(consumer);
            }
            meters.lag(lag(consumer));
            return Backoff.upTo(config.maxBackoff());
        } catch (SQLException e) {
            meters.failed();
            LOG.warnf("cannot store traces, trying again: %s", e.getMessage());
            rewind(consumer, records);
            pause(backoff);
            return backoff.longer();
        }
    }

    /// Polling again from the same place, rather than waiting with the batch in hand, keeps this
    /// member in its group however long the database is away.
    private static void rewind(
            Consumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            ConsumerRecord<byte[], byte[]> first = records.records(partition).getFirst();
            consumer.seek(partition, first.offset());
        }
    }

    private static void commit(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (WakeupException e) {
            // Stored but not committed: the next owner reads it again and finds it there.
            throw e;
        } catch (KafkaException e) {
            LOG.infof("offsets not committed, the batch may come again: %s", e.getMessage());
        }
    }

    private static long lag(Consumer<byte[], byte[]> consumer) {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void pause(Backoff backoff) throws InterruptedException {
        if (stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("stopping while waiting");
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
