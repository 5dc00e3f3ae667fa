package io.spidergate.billing.notice;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.StoreUnavailable;
import io.spidergate.contracts.billing.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/// Brings every notice to the topic, in its own thread, for as long as it takes; at least once.
@ApplicationScoped
class NoticePublisher {

    private static final Logger LOG = Logger.getLogger(NoticePublisher.class);
    private static final int BATCH = 200;

    private final PostgresNoticeOutbox outbox;
    private final NoticeTopic topic;
    private final NoticeMeters meters;
    private final NoticeConfig config;
    private final Clock clock;
    private final Thread thread =
            Thread.ofPlatform().name("notice-topic").daemon().unstarted(this::run);
    private volatile boolean running = true;

    NoticePublisher(
            PostgresNoticeOutbox outbox,
            NoticeTopic topic,
            NoticeMeters meters,
            NoticeConfig config,
            Clock clock) {
        this.outbox = outbox;
        this.topic = topic;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        try (topic) {
            while (running) {
                Thread.sleep(step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// How long to wait for the next one.
    private Duration step() throws InterruptedException {
        try {
            List<Notice> due = outbox.claim(BATCH, clock.instant(), config.lease());
            if (!due.isEmpty()) {
                topic.send(due);
                meters.published(outbox.markPublished(due, clock.instant()));
            }
            return due.size() == BATCH ? Duration.ZERO : config.pollEvery();
        } catch (StoreUnavailable | KafkaException | TimeoutException e) {
            LOG.warnf("notices cannot be published now: %s", e.getMessage());
            return config.retryAfter();
        } catch (RuntimeException e) {
            // Such as a notice of a type that only a newer version knows: another replica may.
            LOG.error("notices could not be published", e);
            return config.retryAfter();
        }
    }
}
