package io.spidergate.router.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.router.snapshot.PostgresPublications.Publication;
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

/// Publishes a snapshot whenever its content has changed, on one thread, several times a second at
/// most: changes that come together are told together.
@Singleton
public final class SnapshotPublisher {

    private static final Logger LOG = Logger.getLogger(SnapshotPublisher.class);

    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration REFRESH_PROVIDERS = Duration.ofSeconds(5);

    /// A snapshot costs each gateway a quarter of a second of CPU; a step of pace is seldom urgent.
    private static final Duration TELL_PACE = Duration.ofMinutes(1);

    private final KnownFacts known;
    private final PostgresPublications publications;
    private final KafkaSnapshotTopic topic;
    private final SnapshotJson json;
    private final Clock clock;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("publish-snapshot").daemon().factory());
    private @Nullable ScheduledFuture<?> ticking;
    private Instant providersReadAt = Instant.MIN;
    private Instant validUntil = Instant.MAX;
    private Instant paceToldAt = Instant.MIN;
    private @Nullable RoutingSnapshot unsent;
    private volatile @Nullable RoutingSnapshot current;
    private volatile boolean published;
    private volatile String state = "the first snapshot has not been built yet";

    SnapshotPublisher(
            KnownFacts known,
            PostgresPublications publications,
            KafkaSnapshotTopic topic,
            ObjectMapper json,
            Clock clock) {
        this.known = known;
        this.publications = publications;
        this.topic = topic;
        this.json = new SnapshotJson(json);
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

    /// The newest snapshot, also while Kafka is away; null before the first one.
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
            providersReadAt = now;
        }
        if (!known.takeChange() && now.isBefore(validUntil) && !isPaceDue(now)) {
            return;
        }
        switch (known.at(now)) {
            case KnownFacts.Answer.NotYet notYet -> {
                state = notYet.reason();
                known.change();
            }
            case KnownFacts.Answer.Facts facts -> publish(facts.facts(), now);
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

    private void publish(RoutingFacts facts, Instant now)
            throws SQLException, ExecutionException, InterruptedException {
        RoutingSnapshot content = SnapshotBuilder.build(facts, 0, Instant.EPOCH);
        // What a gateway could not use is not published.
        RoutingTable.compile(content);
        Publication publication =
                publications.publish(json.contentHash(content), now, current == null);
        RoutingSnapshot stamped =
                stamped(content, publication.version(), publication.publishedAt());
        current = stamped;
        if (publication.advanced()) {
            unsent = stamped;
        }
        if (unsent != null) {
            topic.send(json.write(stamped));
            unsent = null;
            published = true;
            LOG.infof(
                    "published snapshot %d with %d deployments",
                    stamped.version(), stamped.deployments().size());
        }
        validUntil = facts.validUntil();
        state = "published";
    }

    static RoutingSnapshot stamped(RoutingSnapshot content, long version, Instant publishedAt) {
        return new RoutingSnapshot(
                version,
                publishedAt,
                content.providers(),
                content.deployments(),
                content.quotaPools(),
                content.models(),
                content.aliases());
    }
}
