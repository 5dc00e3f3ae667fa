package io.spidergate.billing.allowance;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Clears away counters that can no longer matter.
@ApplicationScoped
class Clearing {

    private static final Logger LOG = Logger.getLogger(Clearing.class);

    private final PostgresAllowances store;
    private final AllowanceConfig config;
    private final Clock clock;
    private @Nullable Rounds rounds;

    Clearing(PostgresAllowances store, AllowanceConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.start("allowance-clearing", config.clearEvery(), this::clearOnce);
    }

    void stop(@Observes ShutdownEvent event) {
        if (rounds != null) {
            rounds.close();
        }
    }

    private void clearOnce() {
        int cleared = store.clear(clock.instant().minus(config.keepFor()));
        LOG.debugf("cleared %d rows of past counters and grants", cleared);
    }
}
