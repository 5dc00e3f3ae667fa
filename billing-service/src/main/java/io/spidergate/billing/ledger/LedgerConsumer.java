package io.spidergate.billing.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.StoreUnavailable;
import io.spidergate.contracts.Topics;
import io.spidergate.topics.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings request events into the ledger, in its own thread: written first, acknowledged then,
/// tried again for as long as it takes.
@ApplicationScoped
class LedgerConsumer implements LedgerReading {

    private static final Logger LOG = Logger.getLogger(LedgerConsumer.class);
    private static final long PROVISION_TIMEOUT_MS = 10_000;
    private static final Duration POLL = Duration.ofMillis(500);

    /// How long the group waits for a reader that died together with its broker, and could not
    /// leave. Nobody reads its partitions meanwhile. Five heartbeats; Kafka's default is 45 s.
    /// Events are taken a few times a second, many at once: each transaction costs as much as a
    /// dozen of them.
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final String BATCH_BYTES = "262144";
    private static final Duration SESSION = Duration.ofSeconds(15);

    private final LedgerWriter writer;
    private final PostgresLedger ledger;
    private final LedgerMeters meters;
    private final LedgerConfig config;
    private final Clock clock;
    private final String bootstrapServers;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("ledger").daemon().unstarted(this::run);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean reading;
    private @Nullable LocalDate partitionedAt;
    private Duration pause;

    LedgerConsumer(
            LedgerWriter writer,
            PostgresLedger ledger,
            LedgerMeters meters,
            LedgerConfig config,
            Clock clock,
            @ConfigProperty(name = "kafka.bootstrap.servers", defaultValue = "127.0.0.1:9092")
                    String bootstrapServers) {
        this.writer = writer;
        this.ledger = ledger;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
        this.bootstrapServers = bootstrapServers;
        this.pause = config.retryAfter();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        thread.join(Duration.ofSeconds(10));
    }

    @Override
    public boolean isReading() {
        return reading;
    }

    private void run() {
        try {
            while (!isStopped()) {
                consumeUntilFault();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consumeUntilFault() throws InterruptedException {
        try {
            TopicProvisioner.ensure(bootstrapServers, PROVISION_TIMEOUT_MS);
            try (KafkaConsumer<byte[], byte[]> open = open()) {
                consumer = open;
                open.subscribe(List.of(Topics.REQUEST_EVENTS));
                while (!isStopped()) {
                    step(open);
                }
            } finally {
                consumer = null;
            }
        } catch (WakeupException e) {
            LOG.debug("the ledger was told to stop");
        } catch (KafkaException | TimeoutException e) {
            backOff("Kafka", e);
        }
    }

    private void step(KafkaConsumer<byte[], byte[]> open) throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = open.poll(POLL);
        try {
            makePartitions();
            if (!records.isEmpty()) {
                writer.write(records);
                open.commitSync();
            }
            pause = config.retryAfter();
            reading = !open.assignment().isEmpty() || reading;
            meters.lag(lag(open));
        } catch (StoreUnavailable e) {
            meters.failed();
            rewind(open, records);
            backOff("the database", e);
        }
    }

    private void makePartitions() {
        LocalDate month = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).withDayOfMonth(1);
        if (!month.equals(partitionedAt)) {
            ledger.ensureMonths(
                    IntStream.rangeClosed(0, config.monthsAhead())
                            .mapToObj(month::plusMonths)
                            .toList());
            partitionedAt = month;
        }
    }

    /// What was not written is read again.
    private static void rewind(
            KafkaConsumer<byte[], byte[]> open, ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (open.assignment().contains(partition)) {
                open.seek(partition, records.records(partition).getFirst().offset());
            }
        }
    }

    private void backOff(String what, Exception fault) throws InterruptedException {
        LOG.warnf("%s is away, the ledger tries again in %s: %s", what, pause, fault.getMessage());
        boolean ended = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        pause =
                ended || doubled.compareTo(config.retryAtMost()) > 0
                        ? config.retryAtMost()
                        : doubled;
    }

    private static long lag(KafkaConsumer<byte[], byte[]> open) {
        return open.assignment().stream()
                .mapToLong(partition -> open.currentLag(partition).orElse(0))
                .sum();
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "billing-ledger",
                        "session.timeout.ms",
                        Long.toString(SESSION.toMillis()),
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false",
                        "max.poll.records",
                        Integer.toString(config.batch()),
                        "fetch.min.bytes",
                        BATCH_BYTES,
                        "fetch.max.wait.ms",
                        Long.toString(PATIENCE.toMillis()),
                        "fetch.max.bytes",
                        "16777216"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
