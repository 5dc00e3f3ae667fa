package io.spidergate.contracts.routing;

import java.time.Instant;
import java.util.List;

/// All that a gateway needs to plan without asking anyone. A gateway holds exactly one and replaces
/// it whole.
///
/// @param version grows with each change; a gateway never goes back to a smaller one
public record RoutingSnapshot(
        long version,
        Instant publishedAt,
        List<ProviderRoute> providers,
        List<DeploymentRoute> deployments,
        List<QuotaPool> quotaPools,
        List<ModelRoute> models,
        List<AliasRoute> aliases) {

    public RoutingSnapshot {
        providers = List.copyOf(providers);
        deployments = List.copyOf(deployments);
        // absent in snapshots of earlier versions
        quotaPools = quotaPools == null ? List.of() : List.copyOf(quotaPools);
        models = List.copyOf(models);
        aliases = List.copyOf(aliases);
    }
}
