package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.money.TokenPrice;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model of a provider on one account.
///
/// @param upstreamModel the model's name as the provider knows it
/// @param account where the provider counts quota; `default` where only one is known; behind the
///   name of its workspace and a slash where only that may use it
/// @param contextWindow tokens of prompt and completion together; 0 where unknown
/// @param maxOutputTokens 0 where unknown
/// @param dialect absent where it is the provider's
/// @param maySeeTraining absent where the provider's terms hold
/// @param free calls cost nothing within the provider's free quota
/// @param subscription calls cost nothing more because somebody pays for a plan: they come after
///   what is given away
/// @param price absent where nobody knows it: unpriced is not free
/// @param listPrice of what costs nothing: its provider's, or that of the cheapest who sells the
///   same model; absent where nobody does, or where it costs what it costs
/// @param quotaPool which of the snapshot's pools its calls are counted in; absent where nobody
///   counts
/// @param credentialRequired false for a provider that asks for none
/// @param workspace whose credentials these are, and who alone may use them; absent where all may
/// @param priority of the best of its credentials, from 0 to 100: among those that could serve as
///   well the higher one comes first
/// @param credentials enabled ones in order of preference; none means that the deployment cannot be
///   called
/// @param health absent on the wire while it is healthy
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
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean subscription,
        @JsonIgnoreProperties("free") @Nullable TokenPrice price,
        @JsonIgnoreProperties("free") @Nullable TokenPrice listPrice,
        @Nullable String quotaPool,
        boolean credentialRequired,
        @Nullable WorkspaceId workspace,
        int priority,
        List<CredentialId> credentials,
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = WhenHealthy.class)
                DeploymentHealth health) {

    public DeploymentRoute {
        health = health == null ? DeploymentHealth.HEALTHY : health;
        capabilities = Set.copyOf(capabilities);
        credentials = List.copyOf(credentials);
    }

    @JsonIgnore
    public boolean isCallable() {
        return !credentialRequired || !credentials.isEmpty();
    }

    /// Costs nothing, by its provider's gift or by its price.
    public boolean costsNothing() {
        return free || (price != null && price.isFree());
    }

    /// Those that do not cool; all where all do, for then the deployment itself cools.
    public List<CredentialId> usableCredentials() {
        List<CredentialId> usable =
                credentials.stream()
                        .filter(it -> !health.coolingCredentials().contains(it))
                        .toList();
        return usable.isEmpty() ? credentials : usable;
    }

    public DeploymentRoute with(DeploymentHealth other) {
        return with(listPrice, other);
    }

    /// The same, with what it would cost.
    public DeploymentRoute listedAt(@Nullable TokenPrice other) {
        return with(other, health);
    }

    private DeploymentRoute with(@Nullable TokenPrice otherPrice, DeploymentHealth otherHealth) {
        return new DeploymentRoute(
                id,
                provider,
                account,
                upstreamModel,
                displayName,
                capabilities,
                contextWindow,
                maxOutputTokens,
                dialect,
                maySeeTraining,
                free,
                subscription,
                price,
                otherPrice,
                quotaPool,
                credentialRequired,
                workspace,
                priority,
                credentials,
                otherHealth);
    }

    /// Most are, and there are many.
    static final class WhenHealthy {

        @Override
        public boolean equals(Object health) {
            return health == null || health.equals(DeploymentHealth.HEALTHY);
        }

        @Override
        public int hashCode() {
            return DeploymentHealth.HEALTHY.hashCode();
        }
    }
}
