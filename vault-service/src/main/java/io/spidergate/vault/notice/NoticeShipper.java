package io.spidergate.vault.notice;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.vault.notice.PostgresOutbox.Waiting;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The one thread that brings the outbox to Kafka; tries again for as long as Kafka is away.
@Singleton
public final class NoticeShipper {

    private static final Logger LOG = Logger.getLogger(NoticeShipper.class);
    private static final int BATCH = 500;

    private final PostgresOutbox outbox;
    private final KafkaNotices kafka;
    private final long pauseMs;
    private final Semaphore wake = new Semaphore(0);
    private final AtomicInteger failures = new AtomicInteger();
    private @Nullable Thread thread;

    NoticeShipper(NoticeConfig config, PostgresOutbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.kafka = new KafkaNotices(config);
        this.pauseMs = config.pause().toMillis();
        Gauge.builder("spidergate.vault.notice.failures", failures, AtomicInteger::get)
                .description("attempts in a row that did not reach Kafka")
                .register(meters);
    }

    /// Something was committed to the outbox. Only saves time: the shipper looks by itself too.
    public void wake() {
        wake.release();
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("notice-shipper").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    private void run() {
        try (kafka) {
            while (!Thread.currentThread().isInterrupted()) {
                if (shipBatch() < BATCH && wake.tryAcquire(pauseMs, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int shipBatch() throws InterruptedException {
        try {
            int shipped = QuarkusTransaction.requiringNew().call(this::takeSendDelete);
            if (failures.getAndSet(0) > 0) {
                LOG.info("Kafka takes credential notices again");
            }
            return shipped;
        } catch (RuntimeException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            failed(e);
            return 0;
        }
    }

    private int takeSendDelete() throws TimeoutException, InterruptedException {
        List<Waiting> messages = outbox.takeTurn(BATCH);
        if (!messages.isEmpty()) {
            kafka.send(messages);
            outbox.shipped(messages);
        }
        return messages.size();
    }

    /// Whatever failed, Kafka or the database: the messages are still in the outbox.
    private void failed(RuntimeException e) {
        kafka.reset();
        if (failures.getAndIncrement() == 0) {
            LOG.warnf(
                    "credential notices wait in the outbox: %s",
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
    }
}
