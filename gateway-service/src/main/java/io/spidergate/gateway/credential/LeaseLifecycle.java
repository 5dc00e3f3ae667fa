package io.spidergate.gateway.credential;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.Topics;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.contracts.vault.VaultApi;
import io.spidergate.gateway.feed.CompactedTopicReader;
import io.spidergate.gateway.feed.FeedSink;
import io.spidergate.gateway.feed.TopicFeeds;
import io.spidergate.gateway.routing.RoutingTables;
import io.spidergate.identity.ServiceClients;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The gateway's leases: fetched for what the routing table names, dropped when the vault's notices
/// say so.
@Singleton
final class LeaseLifecycle implements CredentialLeases {

    private final TopicFeeds feeds;
    private final VaultLeases leases;

    private volatile @Nullable CompactedTopicReader reader;

    @Inject
    LeaseLifecycle(
            TopicFeeds feeds,
            RoutingTables tables,
            VaultConfig config,
            GatewayIdentity gateway,
            ServiceClients clients,
            MeterRegistry meters) {
        this.feeds = feeds;
        this.leases =
                new VaultLeases(
                        gateway.id(),
                        new NamedCredentials(tables),
                        clients.client(VaultApi.class, config.url(), ServiceName.VAULT)::lease,
                        Clock.systemUTC(),
                        new SplittableRandom());
        Gauge.builder(
                        "spidergate.credential.leases.wanted",
                        leases,
                        held -> held.standing().wanted())
                .description("Credentials that the routing table names")
                .register(meters);
        Gauge.builder(
                        "spidergate.credential.leases.usable",
                        leases,
                        held -> held.standing().usable())
                .description("Credentials that this gateway can use now")
                .register(meters);
    }

    @Override
    public @Nullable Secret open(CredentialId credential) {
        return leases.open(credential);
    }

    VaultLeases.Standing standing() {
        return leases.standing();
    }

    void start(@Observes StartupEvent started) {
        leases.start();
        reader = feeds.open(Topics.CREDENTIALS, CredentialNotice.class, new Sink());
    }

    @PreDestroy
    void stop() throws InterruptedException {
        leases.close();
        CompactedTopicReader open = reader;
        if (open != null) {
            open.close();
        }
    }

    private final class Sink implements FeedSink<CredentialNotice> {

        @Override
        public void heard(String key, @Nullable CredentialNotice notice) {
            if (notice == null) {
                leases.forgotten(new CredentialId(key));
            } else {
                leases.heard(notice);
            }
        }
    }
}
