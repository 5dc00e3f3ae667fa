package io.spidergate.billing.usage;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Clears away hours that are not kept any longer.
@ApplicationScoped
class UsageClearing {

    private static final Logger LOG = Logger.getLogger(UsageClearing.class);

    private final PostgresUsageQueries usage;
    private final UsageConfig config;
    private final Clock clock;
    private @Nullable Rounds rounds;

    UsageClearing(PostgresUsageQueries usage, UsageConfig config, Clock clock) {
        this.usage = usage;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.start("usage-clearing", config.clearEvery(), this::clearOnce);
    }

    void stop(@Observes ShutdownEvent event) {
        if (rounds != null) {
            rounds.close();
        }
    }

    void clearOnce() {
        int cleared = usage.forget(clock.instant().minus(config.keepFor()));
        LOG.debugf("cleared %d rows of hours that are not kept any longer", cleared);
    }
}
