package io.spidergate.gateway.journal;

import io.spidergate.contracts.Topics;
import io.spidergate.gateway.feed.Backoff;
import io.spidergate.topics.TopicProvisioner;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends what the journal holds to Kafka and deletes each record when Kafka has it.
///
/// An event may be sent twice (after a crash between the two, or when an answer was lost), never
/// not at all; readers know an event by its request id. One that Kafka refuses for good stays in
/// the journal, out of the way of those behind it, and is tried again by the next process: by then
/// the broker's limits may have been mended.
final class EventShipper {

    private static final Logger LOG = Logger.getLogger(EventShipper.class);
    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final Duration IDLE = Duration.ofSeconds(1);

    /// Nobody waits for an event, and to wake this thread for each costs more than to send it.
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration PROVISION_TIMEOUT = Duration.ofSeconds(5);

    /// Records on their way at one time; bounds what a broken connection makes us send again.
    private static final int WINDOW = 1_024;

    private final ArtemisRecords records;
    private final PendingEvents pending;
    private final Map<String, Object> kafka;
    private final SpilledBodies spilled;
    private final RandomGenerator random = new SplittableRandom();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Semaphore work = new Semaphore(0);
    private final Semaphore window = new Semaphore(WINDOW);
    private final ConcurrentLinkedQueue<Long> again = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final LongAdder shipped = new LongAdder();
    private final LongAdder unreadable = new LongAdder();
    private final Thread thread;

    private volatile boolean producerBroken;
    private @Nullable Producer<String, byte[]> producer;
    private boolean provisioned;
    private long lastSent = Long.MIN_VALUE;

    EventShipper(ArtemisRecords records, PendingEvents pending, Map<String, Object> kafka) {
        this.records = records;
        this.pending = pending;
        this.kafka = Map.copyOf(kafka);
        this.spilled = new SpilledBodies(records, pending);
        this.thread = Thread.ofPlatform().daemon().name("journal-shipper").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// There is something to ship.
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    long shipped() {
        return shipped.sum();
    }

    long unreadable() {
        return unreadable.sum();
    }

    /// Ships what is left for as long as `timeout`; the rest stays in the journal.
    void close(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (thread.isAlive() && !pending.isEmpty() && System.nanoTime() < deadline) {
            wake();
            thread.join(Duration.ofMillis(20));
        }
        ending.countDown();
        wake();
        if (thread.isAlive()) {
            thread.join(IDLE.multipliedBy(2));
        }
    }

    private void run() {
        try {
            while (ending.getCount() > 0) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeProducer();
        }
    }

    private void step() throws InterruptedException {
        int failed = failures.get();
        if (failed > 0
                && ending.await(BACKOFF.after(failed, random).toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        PendingEvents.Entry next = next();
        if (next == null) {
            awaitWork();
            return;
        }
        try {
            ship(next);
        } catch (IOException | TimeoutException | RuntimeException e) {
            again.add(next.id());
            failed(e);
        }
    }

    private void awaitWork() throws InterruptedException {
        if (work.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
            var unused = ending.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
            work.drainPermits();
        }
    }

    private PendingEvents.@Nullable Entry next() {
        Long retry = again.poll();
        if (retry != null) {
            PendingEvents.Entry entry = pending.get(retry);
            return entry == null ? next() : entry;
        }
        PendingEvents.Entry entry = pending.after(lastSent);
        if (entry != null) {
            lastSent = entry.id();
        }
        return entry;
    }

    private void ship(PendingEvents.Entry entry)
            throws IOException, TimeoutException, InterruptedException {
        byte[] body = entry.body() != null ? entry.body() : spilled.body(entry.id());
        if (body == null) {
            throw new IOException("record %d is not in the journal's files".formatted(entry.id()));
        }
        JournaledEvent event = JournaledEvent.decoded(body);
        if (event == null) {
            unreadable.increment();
            LOG.errorf("record %d of the journal is damaged and cannot be shipped", entry.id());
            forget(entry.id());
            return;
        }
        send(entry.id(), event);
    }

    private void send(long id, JournaledEvent event) throws TimeoutException, InterruptedException {
        Producer<String, byte[]> open = producer();
        window.acquire();
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(Topics.REQUEST_EVENTS, event.key(), event.json());
        try {
            var unused = open.send(message, (metadata, failure) -> answered(id, failure));
        } catch (RuntimeException e) {
            window.release();
            throw e;
        }
    }

    private void answered(long id, @Nullable Exception failure) {
        window.release();
        if (failure != null && RefusedForGood.is(failure)) {
            setAside(id, failure);
            return;
        }
        if (failure != null) {
            again.add(id);
            failed(failure);
            return;
        }
        if (failures.getAndSet(0) > 0) {
            LOG.info("request events reach Kafka again");
        }
        forget(id);
        shipped.increment();
    }

    private void setAside(long id, Exception failure) {
        PendingEvents.Entry entry = pending.get(id);
        if (entry != null && pending.setAside(id)) {
            LOG.errorf(
                    "Kafka refuses record %d of the journal (%d bytes) for good: %s; it stays in the journal and is tried again at the next start",
                    id, entry.size(), failure.getMessage());
        }
    }

    private void forget(long id) {
        if (pending.remove(id)) {
            records.delete(id);
        }
    }

    private void failed(Exception failure) {
        producerBroken |=
                !(failure instanceof RetriableException || failure instanceof TimeoutException);
        if (failures.getAndIncrement() == 0) {
            LOG.warnf(
                    "request events do not reach Kafka and wait in the journal: %s",
                    failure.getMessage());
        }
    }

    private Producer<String, byte[]> producer() throws TimeoutException, InterruptedException {
        if (producerBroken) {
            closeProducer();
        }
        if (!provisioned) {
            TopicProvisioner.ensure(
                    String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)),
                    PROVISION_TIMEOUT.toMillis());
            provisioned = true;
        }
        Producer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(ShipperSettings.of(kafka));
            producer = open;
        }
        return open;
    }

    private void closeProducer() {
        Producer<String, byte[]> open = producer;
        producer = null;
        producerBroken = false;
        provisioned = false;
        if (open != null) {
            open.close(IDLE);
        }
    }
}
