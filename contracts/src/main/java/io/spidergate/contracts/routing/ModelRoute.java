package io.spidergate.contracts.routing;

import io.spidergate.contracts.id.DeploymentId;
import java.util.List;

/// A name that a caller may give as `model`, and the deployments behind it in the catalogue's
/// order: `groq/llama-3.3-70b-versatile` pins a provider, `llama-3.3-70b-versatile` leaves the
/// choice among all hosts of that name.
public record ModelRoute(String id, String ownedBy, List<DeploymentId> deployments) {

    public ModelRoute {
        deployments = List.copyOf(deployments);
    }
}
