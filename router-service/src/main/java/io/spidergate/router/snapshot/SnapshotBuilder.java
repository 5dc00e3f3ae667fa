package io.spidergate.router.snapshot;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.Capability;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.router.alias.AliasResolver;
import io.spidergate.router.alias.ModelRef;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.catalogue.ListPrice;
import io.spidergate.router.credential.Account;
import io.spidergate.router.health.HealthReport;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes a snapshot of facts, and of what is known of its deployments' health. Pure: equal facts
/// give equal snapshots, in the same order.
final class SnapshotBuilder {

    private SnapshotBuilder() {}

    static RoutingSnapshot build(RoutingFacts facts, long version, Instant publishedAt) {
        List<DeclaredProvider> providers = facts.routedProviders();
        List<DeploymentRoute> deployments =
                ListPrices.filledIn(
                        providers.stream().flatMap(p -> deployments(p, facts).stream()).toList());
        return new RoutingSnapshot(
                version,
                publishedAt,
                providers.stream().map(DeclaredProvider::route).toList(),
                deployments,
                Stream.concat(
                                QuotaPools.of(providers, deployments).stream(),
                                CredentialPools.of(deployments, facts.credentials()).stream())
                        .toList(),
                ModelNames.of(deployments),
                new AliasResolver(
                                deployments,
                                byNameOnly(providers),
                                facts.simulatorServes(),
                                facts.rolledBack())
                        .resolve(facts.aliases()),
                0);
    }

    static RoutingHealth health(
            RoutingSnapshot snapshot, HealthReport report, long version, Instant publishedAt) {
        List<RoutingHealth.Standing> standings =
                snapshot.deployments().stream()
                        .map(it -> new RoutingHealth.Standing(it.id(), report.of(subject(it))))
                        .filter(it -> !it.health().equals(DeploymentHealth.HEALTHY))
                        .toList();
        return new RoutingHealth(version, publishedAt, standings);
    }

    private static HealthReport.Subject subject(DeploymentRoute route) {
        return new HealthReport.Subject(
                route.id(),
                route.provider(),
                route.account(),
                route.upstreamModel(),
                route.credentials(),
                route.quotaPool() != null);
    }

    /// One for each model on each account that has credentials, enabled or not; where there is none
    /// that all may use, also on the account where it is expected.
    private static List<DeploymentRoute> deployments(
            DeclaredProvider provider, RoutingFacts facts) {
        List<Account> known = facts.credentials().accounts(provider.route().id());
        Stream<Account> expected =
                known.stream().anyMatch(Account::isShared)
                        ? Stream.empty()
                        : Stream.of(Account.shared(provider.homeAccount()));
        List<Account> accounts = Stream.concat(expected, known.stream()).toList();
        return provider.models().stream()
                .flatMap(model -> accounts.stream().map(a -> deployment(provider, model, a, facts)))
                .filter(it -> it.workspace() == null || it.isCallable())
                .toList();
    }

    private static DeploymentRoute deployment(
            DeclaredProvider provider, CatalogueModel model, Account account, RoutingFacts facts) {
        String providerId = provider.route().id();
        DeploymentId id =
                new DeploymentId("dep_%s:%s:%s".formatted(providerId, account.name(), model.id()));
        List<CredentialNotice> credentials =
                facts.credentials().enabled(providerId, account).stream()
                        .filter(it -> mayServe(it.settings(), model))
                        .toList();
        String pool = QuotaPools.idFor(provider, model, account.name());
        ListPrice price = model.priceOn(facts.today());
        return new DeploymentRoute(
                id,
                providerId,
                account.name(),
                model.id(),
                model.shownName(),
                model.capabilities(),
                model.context(),
                model.maxOutput(),
                model.dialect(),
                model.trainsOnData(),
                model.free(),
                model.free() && provider.subscription(),
                price == null ? null : price.tokenPrice(),
                null,
                pool,
                provider.credentialRequired(),
                account.workspace(),
                credentials.stream()
                        .mapToInt(it -> it.settings().priority())
                        .max()
                        .orElse(CredentialSettings.DEFAULT.priority()),
                credentials.stream().map(CredentialNotice::id).toList(),
                DeploymentHealth.HEALTHY);
    }

    private static boolean mayServe(CredentialSettings settings, CatalogueModel model) {
        return settings.allowsModel(model.id())
                && (settings.embeddings() || !model.capabilities().contains(Capability.EMBEDDINGS));
    }

    private static Set<ModelRef> byNameOnly(List<DeclaredProvider> providers) {
        return providers.stream()
                .flatMap(provider ->
                        provider.models().stream()
                                .filter(CatalogueModel::byNameOnly)
                                .map(model -> new ModelRef(provider.route().id(), model.id())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
