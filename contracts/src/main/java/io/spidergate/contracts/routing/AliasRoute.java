package io.spidergate.contracts.routing;

import io.spidergate.contracts.id.DeploymentId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A task by name, such as `spideriq/coding`, and its chain.
///
/// @param tiers deployments that are equally good for the task stand in one tier; a later tier is
///   tried only when no earlier one can serve
/// @param needs what a deployment must be able to do for this task, whatever the request itself
///   asks for
/// @param allowTraining whether the data may go to a provider that trains on it
/// @param continuation whether another deployment may go on with a streamed answer that broke off
/// @param deadlines instead of the providers'; absent where those hold
public record AliasRoute(
        String name,
        String useCase,
        Strategy strategy,
        Set<Capability> needs,
        boolean allowTraining,
        boolean continuation,
        @Nullable AliasDeadlines deadlines,
        List<List<DeploymentId>> tiers) {

    public AliasRoute {
        needs = Set.copyOf(needs);
        tiers = tiers.stream().map(List::copyOf).toList();
    }
}
