package io.spidergate.billing.notice;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.notice.DueDelivery.Addressee;
import io.spidergate.billing.notice.PostgresDeliveries.Wanted;
import io.spidergate.billing.store.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Brings what is due to whom it is for: claims some, sends them side by side, and writes down what
/// came of each. At least once: an attempt whose end could not be written down is made again when
/// its lease ends.
@ApplicationScoped
class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);

    private static final int BATCH = 8;

    /// A slow webhook must not take the places of all others.
    private static final int BUSY = 4;

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private final PostgresDeliveries deliveries;
    private final PostgresSettling settling;
    private final SecretKeysetFile keyset;
    private final SignedCall webhooks;
    private final NoticeMail mail;
    private final NoticeMeters meters;
    private final NoticeConfig config;
    private final Clock clock;

    private final Semaphore places;
    private final Semaphore calls = new Semaphore(0);
    private final Map<String, Integer> underWay = new ConcurrentHashMap<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread = Thread.ofPlatform().name("notices").daemon().unstarted(this::run);
    private volatile boolean running = true;
    private Instant lookedAt = Instant.EPOCH;

    Courier(
            PostgresDeliveries deliveries,
            PostgresSettling settling,
            SecretKeysetFile keyset,
            SignedCall webhooks,
            NoticeMail mail,
            NoticeMeters meters,
            NoticeConfig config,
            Clock clock) {
        this.deliveries = deliveries;
        this.settling = settling;
        this.keyset = keyset;
        this.webhooks = webhooks;
        this.mail = mail;
        this.meters = meters;
        this.config = config;
        this.clock = clock;
        this.places = new Semaphore(config.atOnce());
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /// What is under way may end; what does not is made again by another, or by this one later.
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
        senders.shutdown();
        if (!senders.awaitTermination(10, TimeUnit.SECONDS)) {
            senders.shutdownNow();
        }
    }

    /// Something is due now.
    void soon() {
        calls.release();
    }

    private void run() {
        try {
            while (running) {
                pause(step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// How long to wait for the next one.
    private Duration step() {
        try {
            int free = Math.min(BATCH, places.availablePermits());
            int claimed = free == 0 ? 0 : claim(free);
            lookForOldest();
            return claimed == BATCH ? Duration.ZERO : config.pollEvery();
        } catch (StoreUnavailable e) {
            LOG.warnf("notices wait: %s", e.getMessage());
            return config.retryAfter();
        } catch (RuntimeException e) {
            // Such as a notice of a type that only a newer version knows: another replica may.
            LOG.error("notices could not be claimed", e);
            return config.retryAfter();
        }
    }

    /// @return how many
    int claim(int atMost) {
        List<DueDelivery> due =
                deliveries.claim(
                        new Wanted(
                                atMost,
                                mail.isConfigured(),
                                keyset.keyset().isPresent(),
                                underWay.entrySet().stream()
                                        .filter(webhook -> webhook.getValue() >= BUSY)
                                        .map(Map.Entry::getKey)
                                        .toList()),
                        clock.instant(),
                        config.lease());
        due.forEach(this::send);
        return due.size();
    }

    private void send(DueDelivery delivery) {
        places.acquireUninterruptibly();
        count(delivery, 1);
        senders.execute(() -> {
            try {
                bring(delivery);
            } catch (StoreUnavailable e) {
                LOG.warnf(
                        "what became of %s is not known to the database, it is tried again: %s",
                        delivery.id(), e.getMessage());
            } finally {
                count(delivery, -1);
                places.release();
            }
        });
    }

    private void bring(DueDelivery delivery) {
        long began = System.nanoTime();
        Outcome outcome =
                switch (delivery.addressee()) {
                    case Addressee.ToWebhook(StoredWebhook webhook) ->
                            webhooks.call(delivery, webhook, clock.instant());
                    case Addressee.ToMail(String address) -> mail.send(delivery.notice(), address);
                };
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        settling.settle(delivery, outcome, took, clock.instant())
                .ifPresent(verdict -> meters.settled(delivery, verdict.next()));
    }

    private void count(DueDelivery delivery, int more) {
        if (delivery.addressee() instanceof Addressee.ToWebhook(StoredWebhook webhook)) {
            underWay.merge(
                    webhook.id(),
                    more,
                    (before, change) -> before + change == 0 ? null : before + change);
        }
    }

    private void lookForOldest() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOK_EVERY))) {
            return;
        }
        lookedAt = now;
        meters.oldestWaiting(
                deliveries
                        .oldestWaiting()
                        .map(since -> Duration.between(since, now))
                        .orElse(Duration.ZERO));
    }

    private void pause(Duration pause) throws InterruptedException {
        if (calls.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            calls.drainPermits();
        }
    }
}
