package io.spidergate.contracts.routing;

import io.spidergate.contracts.id.DeploymentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the suite has learnt of deployments; one that is not named is healthy. A gateway holds
/// exactly one and replaces it whole. It may name deployments that a gateway's snapshot does not
/// have.
///
/// @param version grows with each change; a gateway never goes back to a smaller one
public record RoutingHealth(long version, Instant publishedAt, List<Standing> standings) {

    /// Before anything was heard.
    public static final RoutingHealth UNKNOWN = new RoutingHealth(0, Instant.EPOCH, List.of());

    public RoutingHealth {
        standings = List.copyOf(standings);
    }

    public record Standing(DeploymentId deployment, DeploymentHealth health) {}

    public Map<DeploymentId, DeploymentHealth> byDeployment() {
        Map<DeploymentId, DeploymentHealth> byDeployment = new HashMap<>();
        standings.forEach(it -> byDeployment.put(it.deployment(), it.health()));
        return byDeployment;
    }
}
