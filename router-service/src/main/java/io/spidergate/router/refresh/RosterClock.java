package io.spidergate.router.refresh;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.router.catalogue.CatalogueProvider;
import io.spidergate.router.roster.PostgresRosters;
import io.spidergate.router.roster.RosterConfig;
import io.spidergate.router.roster.RosterState;
import io.spidergate.router.snapshot.KnownFacts;
import io.spidergate.router.snapshot.RoutingFacts;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Asks each provider for its list from time to time, one after the other and in one router only.
@Singleton
final class RosterClock {

    private static final Logger LOG = Logger.getLogger(RosterClock.class);

    private static final Duration TICK = Duration.ofSeconds(30);

    /// After an answer that was not believed.
    private static final Duration AGAIN = Duration.ofHours(1);

    private final RosterDesk desk;
    private final PostgresRosters store;
    private final KnownFacts known;
    private final RosterConfig config;
    private final Clock clock;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("read-rosters").daemon().factory());
    private @Nullable ScheduledFuture<?> ticking;

    RosterClock(
            RosterDesk desk,
            PostgresRosters store,
            KnownFacts known,
            RosterConfig config,
            Clock clock) {
        this.desk = desk;
        this.store = store;
        this.known = known;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            ticking =
                    ticker.scheduleWithFixedDelay(
                            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticker.shutdownNow();
    }

    private void tick() {
        try {
            if (known.at(clock.instant()) instanceof KnownFacts.Answer.Facts(RoutingFacts facts)) {
                readDue(facts);
            }
        } catch (SQLException | RuntimeException e) {
            // A periodic task that throws is never run again.
            LOG.warnf(e, "the providers' lists of models could not be read");
        }
    }

    private void readDue(RoutingFacts facts) throws SQLException {
        for (CatalogueProvider provider : facts.catalogue().providers()) {
            String id = provider.id();
            RosterState state = facts.rosters().states().getOrDefault(id, RosterState.NONE);
            boolean due =
                    facts.credentials().firstShared(id).isPresent()
                            && isDue(state, config.every(), clock.instant());
            if (due && store.claim(id)) {
                if (desk.refresh(id, facts) instanceof RosterDesk.Outcome.VaultAway(String why)) {
                    LOG.warnf("the list of models of %s was not read: %s", id, why);
                }
            }
        }
    }

    static boolean isDue(RosterState state, Duration every, Instant now) {
        Duration wait = state.trouble() == null || every.compareTo(AGAIN) < 0 ? every : AGAIN;
        return !now.isBefore(state.readAt().plus(wait));
    }
}
