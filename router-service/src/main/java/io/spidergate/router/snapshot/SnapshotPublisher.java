package io.spidergate.router.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.routing.RoutingTable;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Publishes the snapshot and its health whenever their content has changed, on one thread, several
/// times a second at most: changes that come together are told together. Health changes often and
/// is small, so it is told apart.
@Singleton
public final class SnapshotPublisher {

    private static final Logger LOG = Logger.getLogger(SnapshotPublisher.class);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration REFRESH_PROVIDERS = Duration.ofSeconds(5);

    private static final Duration TELL_PACE = Duration.ofSeconds(10);

    private final KnownFacts known;
    private final FollowedTopic<RoutingSnapshot> routes;
    private final FollowedTopic<RoutingHealth> health;
    private final Clock clock;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("publish-snapshot").daemon().factory());
    private @Nullable ScheduledFuture<?> ticking;
    private Instant providersReadAt = Instant.MIN;
    private Instant pricesValidUntil = Instant.MAX;
    private Instant healthValidUntil = Instant.MAX;
    private Instant paceToldAt = Instant.MIN;
    private volatile @Nullable RoutingSnapshot current;
    private volatile boolean published;
    private volatile String state = "the first snapshot has not been built yet";

    SnapshotPublisher(
            KnownFacts known,
            PostgresPublications publications,
            KafkaRoutingTopics topics,
            ObjectMapper json,
            Clock clock) {
        this.known = known;
        RoutingJson writer = new RoutingJson(json);
        this.routes =
                new FollowedTopic<>(
                        Topics.ROUTING_SNAPSHOT,
                        SnapshotPublisher::stamped,
                        publications,
                        topics,
                        writer);
        this.health =
                new FollowedTopic<>(
                        Topics.ROUTING_HEALTH,
                        (told, version, at) -> new RoutingHealth(version, at, told.standings()),
                        publications,
                        topics,
                        writer);
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        known.start();
        ticking =
                ticker.scheduleWithFixedDelay(
                        this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        ticker.shutdownNow();
        known.stop();
    }

    /// The newest snapshot with the newest health, also while Kafka is away; null before the first
    /// one.
    public @Nullable RoutingSnapshot current() {
        return current;
    }

    /// Gateways could have heard of a snapshot.
    public boolean hasPublished() {
        return published;
    }

    /// Why there is no snapshot yet, or what went wrong last; for people.
    public String state() {
        return state;
    }

    private void tick() {
        try {
            work(clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | ExecutionException | KafkaException e) {
            trouble(e);
        } catch (RuntimeException e) {
            // A periodic task that throws is never run again.
            LOG.error("the snapshot could not be published", e);
            trouble(e);
        }
    }

    private void trouble(Exception e) {
        String reason = "the snapshot could not be published: " + e.getMessage();
        if (!reason.equals(state)) {
            LOG.warn(reason);
        }
        state = reason;
        known.change();
    }

    private void work(Instant now) throws SQLException, ExecutionException, InterruptedException {
        if (!now.isBefore(providersReadAt.plus(REFRESH_PROVIDERS))) {
            known.refreshFiles();
            known.refreshProviders();
            known.refreshRosters();
            known.refreshResets();
            known.refreshShares();
            providersReadAt = now;
        }
        known.refreshCapabilities();
        boolean changed = known.takeChange() || !now.isBefore(pricesValidUntil);
        boolean healthChanged = known.takeHealthChange() || !now.isBefore(healthValidUntil);
        if (!changed && !healthChanged && !isPaceDue(now)) {
            return;
        }
        switch (known.at(now)) {
            case KnownFacts.Answer.NotYet notYet -> {
                state = notYet.reason();
                known.change();
            }
            case KnownFacts.Answer.Facts facts -> publish(facts.facts(), changed, now);
        }
    }

    /// How quickly deployments answer is told in steps, and not more often than this.
    private boolean isPaceDue(Instant now) {
        if (now.isBefore(paceToldAt.plus(TELL_PACE)) || !known.takeHeard()) {
            return false;
        }
        paceToldAt = now;
        return true;
    }

    private void publish(RoutingFacts facts, boolean changed, Instant now)
            throws SQLException, ExecutionException, InterruptedException {
        RoutingSnapshot known = routes.current();
        RoutingSnapshot snapshot = changed || known == null ? rememberRoutes(facts, now) : known;
        RoutingHealth told =
                health.remember(
                        SnapshotBuilder.health(snapshot, facts.health(), 0, Instant.EPOCH), now);
        healthValidUntil = facts.health().validUntil();
        current = snapshot.with(told);
        send(snapshot, told);
        state = "published";
    }

    private RoutingSnapshot rememberRoutes(RoutingFacts facts, Instant now) throws SQLException {
        RoutingSnapshot content = SnapshotBuilder.build(facts, 0, Instant.EPOCH);
        // What a gateway could not use is not published.
        RoutingTable.compile(content);
        RoutingSnapshot snapshot = routes.remember(content, now);
        pricesValidUntil = facts.pricesValidUntil();
        return snapshot;
    }

    private void send(RoutingSnapshot snapshot, RoutingHealth told)
            throws ExecutionException, InterruptedException {
        if (routes.send()) {
            LOG.infof(
                    "published snapshot %d with %d deployments",
                    snapshot.version(), snapshot.deployments().size());
        }
        if (health.send()) {
            LOG.debugf(
                    "published health %d of %d deployments that are not simply well",
                    told.version(), told.standings().size());
        }
        published = true;
    }

    private static RoutingSnapshot stamped(
            RoutingSnapshot content, long version, Instant publishedAt) {
        return new RoutingSnapshot(
                version,
                publishedAt,
                content.providers(),
                content.deployments(),
                content.quotaPools(),
                content.models(),
                content.aliases(),
                content.healthVersion());
    }
}
