package io.spidergate.routing;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import java.util.List;

/// A deployment that may serve the request, with all that an attempt needs to know of it.
///
/// @param credentials in order of preference; empty only where the provider asks for none
public record Candidate(
        DeploymentRoute deployment, ProviderRoute provider, List<CredentialId> credentials) {

    public Candidate {
        credentials = List.copyOf(credentials);
    }
}
