package io.spidergate.billing.notice;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.billing.store.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Clears away notices that are not kept any longer.
@ApplicationScoped
class NoticeClearing {

    private static final Logger LOG = Logger.getLogger(NoticeClearing.class);

    private final PostgresDeliveries deliveries;
    private final NoticeConfig config;
    private final Clock clock;
    private @Nullable Rounds rounds;

    NoticeClearing(PostgresDeliveries deliveries, NoticeConfig config, Clock clock) {
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        rounds = Rounds.start("notice-clearing", config.clearEvery(), this::clearOnce);
    }

    void stop(@Observes ShutdownEvent event) {
        if (rounds != null) {
            rounds.close();
        }
    }

    void clearOnce() {
        Instant now = clock.instant();
        int cleared =
                deliveries.clear(now.minus(config.keepFor()), now.minus(config.keepKeysFor()));
        LOG.debugf("cleared %d notices that are not kept any longer", cleared);
    }
}
