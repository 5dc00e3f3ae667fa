package io.spidergate.billing.allowance;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Clears away counters that can no longer matter.
@ApplicationScoped
class Clearing {

    private static final Logger LOG = Logger.getLogger(Clearing.class);

    private final PostgresAllowances store;
    private final AllowanceConfig config;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Clearing(PostgresAllowances store, AllowanceConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofVirtual().name("clearing").start(this::run);
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

    private void clearOnce() {
        try {
            int cleared = store.clear(clock.instant().minus(config.keepFor()));
            LOG.debugf("cleared %d rows of past counters and grants", cleared);
        } catch (StoreUnavailable e) {
            LOG.warnf("past counters stay for now: %s", e.getMessage());
        }
    }
}
