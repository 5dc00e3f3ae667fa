package io.spidergate.router.api;

import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.credential.Credentials;
import io.spidergate.router.snapshot.DeclaredProvider;
import io.spidergate.router.snapshot.RoutingFacts;
import java.util.List;
import java.util.Optional;

/// Providers as administrators see them. Pure.
final class ProviderViews {

    private ProviderViews() {}

    static List<ProviderView> all(RoutingFacts facts) {
        return facts.visibleProviders().stream()
                .map(provider -> view(provider, facts.credentials()))
                .toList();
    }

    static Optional<ProviderView> one(RoutingFacts facts, String id) {
        return facts.visibleProviders().stream()
                .filter(provider -> provider.route().id().equals(id))
                .map(provider -> view(provider, facts.credentials()))
                .findFirst();
    }

    private static ProviderView view(DeclaredProvider provider, Credentials credentials) {
        int enabled = credentials.countEnabled(provider.route().id());
        return new ProviderView(
                provider.route().id(),
                provider.route().displayName(),
                provider.route().baseUrl(),
                provider.route().dialect(),
                provider.route().auth(),
                provider.owner(),
                provider.route().simulated(),
                provider.credentialRequired(),
                enabled > 0 || !provider.credentialRequired(),
                enabled,
                provider.models().stream().map(CatalogueModel::id).toList(),
                provider.route().maySeeTraining(),
                provider.route().termsNote(),
                provider.route().rateHeaders(),
                provider.usageReporting());
    }
}
