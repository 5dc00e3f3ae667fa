package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.money.TokenPrice;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model of a provider on one account.
///
/// @param upstreamModel the model's name as the provider knows it
/// @param account where the provider counts quota; `default` where only one is known
/// @param contextWindow tokens of prompt and completion together; 0 where unknown
/// @param maxOutputTokens 0 where unknown
/// @param dialect absent where it is the provider's
/// @param maySeeTraining absent where the provider's terms hold
/// @param free calls cost nothing within the provider's free quota
/// @param price absent where nobody knows it: unpriced is not free
/// @param quotaPool which of the snapshot's pools its calls are counted in; absent where nobody
///   counts
/// @param credentialRequired false for a provider that asks for none
/// @param credentials usable ones in order of preference; none means that the deployment cannot be
///   called
public record DeploymentRoute(
        DeploymentId id,
        String provider,
        String account,
        String upstreamModel,
        String displayName,
        Set<Capability> capabilities,
        int contextWindow,
        int maxOutputTokens,
        @Nullable Dialect dialect,
        @Nullable Boolean maySeeTraining,
        boolean free,
        @JsonIgnoreProperties("free") @Nullable TokenPrice price,
        @Nullable String quotaPool,
        boolean credentialRequired,
        List<CredentialId> credentials,
        DeploymentHealth health) {

    public DeploymentRoute {
        capabilities = Set.copyOf(capabilities);
        credentials = List.copyOf(credentials);
    }

    @JsonIgnore
    public boolean isCallable() {
        return !credentialRequired || !credentials.isEmpty();
    }
}
