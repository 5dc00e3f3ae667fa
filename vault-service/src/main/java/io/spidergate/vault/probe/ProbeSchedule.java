package io.spidergate.vault.probe;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.vault.credential.Credentials;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Probes each credential from time to time, one after the other; with several replicas each is
/// taken by one.
@Singleton
final class ProbeSchedule {

    private static final Logger LOG = Logger.getLogger(ProbeSchedule.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final String ACTOR = "schedule";

    private final Credentials credentials;
    private final Probes probes;
    private final Duration every;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("probe-schedule").daemon().factory());
    private @Nullable ScheduledFuture<?> ticking;

    ProbeSchedule(Credentials credentials, Probes probes, ScheduleConfig config) {
        this.credentials = credentials;
        this.probes = probes;
        this.every = config.every();
    }

    void start(@Observes StartupEvent event) {
        ticking =
                ticker.scheduleWithFixedDelay(
                        this::tick, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticker.shutdownNow();
    }

    /// All that are due.
    void tick() {
        try {
            Optional<CredentialId> due = credentials.takeDueForProbe(every);
            while (due.isPresent()) {
                probe(due.get());
                due = credentials.takeDueForProbe(every);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // One fault must not end all ticks to come.
            LOG.errorf("credentials were not probed this time: %s", e.getMessage());
        }
    }

    private void probe(CredentialId id) throws InterruptedException {
        if (probes.credential(id, ACTOR) instanceof Probed.Done done) {
            LOG.debugf("probed %s: %s", id, done.result().verdict());
        } else {
            LOG.infof("credential %s could not be probed now", id);
        }
    }
}
