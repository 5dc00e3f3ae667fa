package io.spidergate.bench.plan;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.routing.Strategy;
import io.spidergate.money.TokenPrice;
import io.spidergate.routing.RoutingTable;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// An alias over a thousand deployments of twenty providers: a third is free and counted in pools,
/// half cannot see, some cool.
final class LargeWorld {

    static final String ALIAS = "agent/everything";
    static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private static final int DEPLOYMENTS = 1_000;
    private static final int PROVIDERS = 20;
    private static final int TIER = 250;

    private LargeWorld() {}

    static RoutingTable table() {
        List<DeploymentRoute> deployments =
                IntStream.range(0, DEPLOYMENTS).mapToObj(LargeWorld::deployment).toList();
        List<QuotaPool> pools =
                IntStream.range(0, DEPLOYMENTS)
                        .filter(LargeWorld::isFree)
                        .mapToObj(LargeWorld::pool)
                        .toList();
        return RoutingTable.compile(
                new RoutingSnapshot(
                        1,
                        NOW,
                        IntStream.range(0, PROVIDERS).mapToObj(LargeWorld::provider).toList(),
                        deployments,
                        pools,
                        List.of(),
                        List.of(alias(deployments)),
                        0));
    }

    private static AliasRoute alias(List<DeploymentRoute> deployments) {
        List<List<DeploymentId>> tiers = new ArrayList<>();
        for (int from = 0; from < DEPLOYMENTS; from += TIER) {
            tiers.add(
                    deployments.subList(from, from + TIER).stream()
                            .map(DeploymentRoute::id)
                            .toList());
        }
        return new AliasRoute(
                ALIAS,
                "all",
                Strategy.FREE_FIRST,
                null,
                Set.of(Capability.CHAT),
                0,
                true,
                false,
                false,
                null,
                null,
                tiers);
    }

    private static boolean isFree(int index) {
        return index % 3 == 0;
    }

    private static QuotaPool pool(int index) {
        return new QuotaPool(
                "pool_" + index,
                "p" + index % PROVIDERS,
                "default",
                "m" + index,
                false,
                List.of(new QuotaWindow(QuotaUnit.REQUESTS, 30, 60, QuotaReset.ROLLING)));
    }

    private static DeploymentRoute deployment(int index) {
        boolean free = isFree(index);
        return new DeploymentRoute(
                new DeploymentId("dep_p%d:default:m%d".formatted(index % PROVIDERS, index)),
                "p" + index % PROVIDERS,
                "default",
                "m" + index,
                "m" + index,
                index % 2 == 0
                        ? Set.of(Capability.CHAT, Capability.VISION)
                        : Set.of(Capability.CHAT),
                128_000,
                8_192,
                null,
                null,
                free,
                false,
                free ? null : new TokenPrice(index, index, 4L * index),
                null,
                free ? "pool_" + index : null,
                true,
                null,
                10,
                List.of(new CredentialId("cred_" + index)),
                index % 50 == 7
                        ? DeploymentHealth.cooling(NOW.plusSeconds(60), "overloaded", null)
                        : DeploymentHealth.HEALTHY);
    }

    private static ProviderRoute provider(int index) {
        return new ProviderRoute(
                "p" + index,
                "P" + index,
                URI.create("https://p%d.example/v1".formatted(index)),
                Dialect.OPENAI,
                AuthScheme.BEARER,
                false,
                false,
                null,
                List.of(),
                List.of(),
                Deadlines.DEFAULT);
    }
}
