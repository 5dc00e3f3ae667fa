package io.spidergate.billing.notice;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Clears away notices that are not kept any longer.
@ApplicationScoped
class NoticeClearing {

    private static final Logger LOG = Logger.getLogger(NoticeClearing.class);

    private final PostgresDeliveries deliveries;
    private final NoticeConfig config;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    NoticeClearing(PostgresDeliveries deliveries, NoticeConfig config, Clock clock) {
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("notice-clearing").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    private void run() {
        try {
            while (!stopped.await(config.clearEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                clearOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void clearOnce() {
        Instant now = clock.instant();
        try {
            int cleared =
                    deliveries.clear(now.minus(config.keepFor()), now.minus(config.keepKeysFor()));
            LOG.debugf("cleared %d notices that are not kept any longer", cleared);
        } catch (StoreUnavailable e) {
            LOG.warnf("old notices stay for now: %s", e.getMessage());
        }
    }
}
