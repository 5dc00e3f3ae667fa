package io.spidergate.router.snapshot;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.router.alias.AliasResolver;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.credential.Credentials;
import io.spidergate.router.health.HealthReport;
import java.time.Instant;
import java.util.List;

/// Makes a snapshot of facts. Pure: equal facts give equal snapshots, in the same order.
final class SnapshotBuilder {

    private SnapshotBuilder() {}

    static RoutingSnapshot build(RoutingFacts facts, long version, Instant publishedAt) {
        List<DeclaredProvider> providers = facts.routedProviders();
        List<DeploymentRoute> deployments =
                providers.stream()
                        .flatMap(p -> deployments(p, facts.credentials(), facts.health()).stream())
                        .toList();
        return new RoutingSnapshot(
                version,
                publishedAt,
                providers.stream().map(DeclaredProvider::route).toList(),
                deployments,
                QuotaPools.of(providers, deployments),
                ModelNames.of(deployments),
                new AliasResolver(deployments, facts.simulatorServes()).resolve(facts.aliases()));
    }

    /// One for each model on each account that has credentials, enabled or not; without any, on the
    /// account where they are expected.
    private static List<DeploymentRoute> deployments(
            DeclaredProvider provider, Credentials credentials, HealthReport health) {
        List<String> known = credentials.accounts(provider.route().id());
        List<String> accounts = known.isEmpty() ? List.of(provider.homeAccount()) : known;
        return provider.models().stream()
                .flatMap(model ->
                        accounts.stream()
                                .map(a -> deployment(provider, model, a, credentials, health)))
                .toList();
    }

    private static DeploymentRoute deployment(
            DeclaredProvider provider,
            CatalogueModel model,
            String account,
            Credentials credentials,
            HealthReport health) {
        String providerId = provider.route().id();
        DeploymentId id =
                new DeploymentId("dep_%s:%s:%s".formatted(providerId, account, model.id()));
        String pool = QuotaPools.idFor(provider, model, account);
        return new DeploymentRoute(
                id,
                providerId,
                account,
                model.id(),
                model.shownName(),
                model.capabilities(),
                model.context(),
                model.maxOutput(),
                model.free(),
                model.price() == null ? null : model.price().tokenPrice(),
                pool,
                provider.credentialRequired(),
                credentials.enabled(providerId, account),
                health.of(id, providerId, account, pool != null));
    }
}
