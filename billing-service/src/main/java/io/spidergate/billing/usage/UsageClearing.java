package io.spidergate.billing.usage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Clears away hours that are not kept any longer.
@ApplicationScoped
class UsageClearing {

    private static final Logger LOG = Logger.getLogger(UsageClearing.class);

    private final PostgresUsageQueries usage;
    private final UsageConfig config;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    UsageClearing(PostgresUsageQueries usage, UsageConfig config, Clock clock) {
        this.usage = usage;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("usage-clearing").start(this::run);
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
        try {
            int cleared = usage.forget(clock.instant().minus(config.keepFor()));
            LOG.debugf("cleared %d rows of hours that are not kept any longer", cleared);
        } catch (StoreUnavailable e) {
            LOG.warnf("old hours of usage stay for now: %s", e.getMessage());
        }
    }
}
