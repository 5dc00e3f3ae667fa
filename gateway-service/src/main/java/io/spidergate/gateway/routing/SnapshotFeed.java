package io.spidergate.gateway.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.RouterApi;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.gateway.feed.CompactedTopicReader;
import io.spidergate.gateway.feed.FeedSink;
import io.spidergate.gateway.feed.FeedStanding;
import io.spidergate.gateway.feed.TopicFeeds;
import io.spidergate.identity.ServiceClients;
import io.spidergate.routing.RoutingTable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Routing data from the snapshot topic; from router-service or from disk while Kafka is away.
@Singleton
final class SnapshotFeed implements RoutingTables {

    private static final Logger LOG = Logger.getLogger(SnapshotFeed.class);

    private final NewestTable newest = new NewestTable();
    private final TopicFeeds feeds;
    private final SnapshotKeeper keeper;

    private volatile @Nullable CompactedTopicReader reader;
    private volatile @Nullable CompactedTopicReader healthReader;

    @Inject
    SnapshotFeed(
            TopicFeeds feeds,
            RoutingConfig config,
            RouterConfig router,
            ServiceClients clients,
            ObjectMapper json,
            MeterRegistry meters) {
        this.feeds = feeds;
        this.keeper =
                new SnapshotKeeper(
                        newest,
                        clients.client(RouterApi.class, router.url(), ServiceName.ROUTER)::snapshot,
                        new SnapshotFile(config.snapshotFile(), json),
                        config.kafkaGrace(),
                        config.saveInterval());
        Gauge.builder("spidergate.routing.snapshot.version", this, SnapshotFeed::version)
                .description(
                        "Version of the routing snapshot that this gateway plans with; 0 before the first")
                .register(meters);
    }

    @Override
    public @Nullable RoutingTable current() {
        return newest.current();
    }

    void start(@Observes StartupEvent started) {
        reader = feeds.open(Topics.ROUTING_SNAPSHOT, RoutingSnapshot.class, new Sink());
        healthReader =
                feeds.open(
                        Topics.ROUTING_HEALTH,
                        RoutingHealth.class,
                        (key, health) -> {
                            if (health != null) {
                                newest.offer(health);
                            }
                        });
        keeper.start();
    }

    @PreDestroy
    void stop() throws InterruptedException {
        keeper.close();
        close(reader);
        close(healthReader);
    }

    private static void close(@Nullable CompactedTopicReader open) throws InterruptedException {
        if (open != null) {
            open.close();
        }
    }

    /// Why there is no table yet, for the operator.
    String waitingFor() {
        CompactedTopicReader open = reader;
        String topic =
                open == null
                        ? "the feed has not been started"
                        : switch (open.standing()) {
                            case FeedStanding.CatchingUp(String reason) -> reason;
                            case FeedStanding.Following() ->
                                    "topic %s holds no snapshot".formatted(Topics.ROUTING_SNAPSHOT);
                        };
        return topic + "; " + keeper.waitingFor();
    }

    private double version() {
        RoutingTable table = current();
        return table == null ? 0 : table.version();
    }

    private final class Sink implements FeedSink<RoutingSnapshot> {

        @Override
        public void heard(String key, @Nullable RoutingSnapshot snapshot) {
            // A gateway that has routing data keeps it, whatever becomes of the topic.
            if (snapshot != null && newest.offer(snapshot)) {
                LOG.debugf("routing snapshot %d is in use", snapshot.version());
            }
            keeper.heardFromKafka(snapshot);
        }
    }
}
