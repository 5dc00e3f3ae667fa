package io.spidergate.router.snapshot;

import io.spidergate.contracts.routing.AuthScheme;
import io.spidergate.contracts.routing.Deadlines;
import io.spidergate.contracts.routing.Dialect;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.Quirk;
import io.spidergate.contracts.routing.UsageReporting;
import io.spidergate.router.catalogue.Catalogue;
import io.spidergate.router.catalogue.CatalogueModel;
import io.spidergate.router.catalogue.CatalogueProvider;
import io.spidergate.router.catalogue.FreeQuota;
import io.spidergate.router.catalogue.HeaderRule;
import io.spidergate.router.provider.ApiProvider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A provider wherever it comes from: what a file and what an administrator says, made equal.
///
/// @param subscription somebody has paid for what it gives at no charge with a plan
/// @param freeQuota absent where nobody counts what is free
/// @param usageReporting how it tells what an account has used; absent where it does not
/// @param homeAccount the account of its deployments while no credential names another
public record DeclaredProvider(
        ProviderRoute route,
        String owner,
        boolean credentialRequired,
        String homeAccount,
        boolean subscription,
        @Nullable FreeQuota freeQuota,
        @Nullable UsageReporting usageReporting,
        List<CatalogueModel> models) {

    private static final String DEFAULT_ACCOUNT = "default";

    /// A local server may have to load a model before its first token.
    private static final Deadlines PATIENT = new Deadlines(3_000, 120_000, 60_000, 600_000);

    static DeclaredProvider of(CatalogueProvider provider, String owner, boolean simulated) {
        return new DeclaredProvider(
                new ProviderRoute(
                        provider.id(),
                        provider.name(),
                        provider.baseUrl(),
                        provider.dialect(),
                        provider.auth(),
                        simulated,
                        provider.terms().maySeeTraining(),
                        provider.terms().note(),
                        provider.quirks().stream().map(Quirk::code).toList(),
                        provider.rateHeaders().stream().map(HeaderRule::header).toList(),
                        provider.deadlines() == null ? Deadlines.DEFAULT : provider.deadlines()),
                owner,
                provider.auth() != AuthScheme.NONE,
                DEFAULT_ACCOUNT,
                provider.subscription(),
                provider.freeQuota(),
                provider.usageApi(),
                provider.models());
    }

    static DeclaredProvider of(ApiProvider provider, Catalogue catalogue) {
        CatalogueProvider like =
                provider.like() == null ? null : catalogue.likeness(provider.like()).orElse(null);
        return new DeclaredProvider(
                route(provider, like),
                "api",
                provider.credentialRequired(),
                provider.account(),
                like != null && like.subscription(),
                // The free quota of another's account is not this one's.
                null,
                like == null ? null : like.usageApi(),
                provider.models().stream().map(model -> model(provider, like, model)).toList());
    }

    /// The same with the models that its own list leaves.
    DeclaredProvider serving(List<CatalogueModel> those) {
        return new DeclaredProvider(
                route,
                owner,
                credentialRequired,
                homeAccount,
                subscription,
                freeQuota,
                usageReporting,
                those);
    }

    private static ProviderRoute route(ApiProvider provider, @Nullable CatalogueProvider like) {
        if (like == null) {
            return new ProviderRoute(
                    provider.id(),
                    provider.id(),
                    provider.baseUrl(),
                    Dialect.OPENAI,
                    AuthScheme.BEARER,
                    false,
                    false,
                    null,
                    List.of(),
                    List.of(),
                    PATIENT);
        }
        return new ProviderRoute(
                provider.id(),
                provider.id(),
                provider.baseUrl(),
                like.dialect(),
                like.auth(),
                false,
                like.terms().maySeeTraining(),
                like.terms().note(),
                like.quirks().stream().map(Quirk::code).toList(),
                like.rateHeaders().stream().map(HeaderRule::header).toList(),
                like.deadlines() == null ? Deadlines.DEFAULT : like.deadlines());
    }

    /// As the catalogue knows it, at its price.
    private static CatalogueModel model(
            ApiProvider provider, @Nullable CatalogueProvider like, String name) {
        String known = provider.modelsLike().getOrDefault(name, name);
        return Optional.ofNullable(like)
                .flatMap(it -> it.model(known))
                .map(it -> it.offeredAs(name, provider.free()))
                .orElseGet(() -> CatalogueModel.undescribed(name, provider.free()));
    }
}
