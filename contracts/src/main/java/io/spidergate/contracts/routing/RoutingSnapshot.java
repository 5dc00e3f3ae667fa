package io.spidergate.contracts.routing;

import io.spidergate.contracts.id.DeploymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// All that a gateway needs to plan without asking anyone. A gateway holds exactly one and replaces
/// it whole.
///
/// @param version grows with each change; a gateway never goes back to a smaller one
/// @param healthVersion of the {@link RoutingHealth} that its deployments tell; 0 where they tell
///   none and all are taken for healthy, as on the topic
public record RoutingSnapshot(
        long version,
        Instant publishedAt,
        List<ProviderRoute> providers,
        List<DeploymentRoute> deployments,
        List<QuotaPool> quotaPools,
        List<ModelRoute> models,
        List<AliasRoute> aliases,
        long healthVersion) {

    public RoutingSnapshot {
        providers = List.copyOf(providers);
        deployments = List.copyOf(deployments);
        // absent in snapshots of earlier versions
        quotaPools = quotaPools == null ? List.of() : List.copyOf(quotaPools);
        models = List.copyOf(models);
        aliases = List.copyOf(aliases);
    }

    /// The same with this health and no other.
    public RoutingSnapshot with(RoutingHealth health) {
        Map<DeploymentId, DeploymentHealth> known = health.byDeployment();
        return new RoutingSnapshot(
                version,
                publishedAt,
                providers,
                deployments.stream()
                        .map(it -> it.with(known.getOrDefault(it.id(), DeploymentHealth.HEALTHY)))
                        .toList(),
                quotaPools,
                models,
                aliases,
                health.version());
    }
}
