package io.spidergate.gateway.exchange;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.routing.Candidate;
import org.jspecify.annotations.Nullable;

/// Where one attempt goes, and with which credential.
///
/// @param credential absent where the provider asks for none
record AttemptTarget(Candidate candidate, @Nullable CredentialId credential) {

    DeploymentRoute deployment() {
        return candidate.deployment();
    }
}
