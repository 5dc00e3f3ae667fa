package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A task by name, such as `spideriq/coding`, and its chain.
///
/// @param tiers deployments that are equally good for the task stand in one tier; a later tier is
///   tried only when no earlier one can serve
/// @param spending absent where the order of the tiers holds
/// @param needs what a deployment must be able to do for this task, whatever the request itself
///   asks for
/// @param context tokens that a deployment's context must have at least; 0 where any will do
/// @param allowTraining whether the data may go to a provider that trains on it
/// @param continuation whether another deployment may go on with a streamed answer that broke off
/// @param cacheAffinity whether a conversation stays with one of equally good deployments also
///   where its caller does not name it, so that the provider's prompt cache knows its beginning
/// @param deadlines instead of the providers'; absent where those hold
/// @param cacheTtlSeconds for which an answer is kept and given again to the same request of the
///   same workspace; absent where only a request can ask for that
/// @param shares of conversations that ask another model first; absent on the wire where there are
///   none
public record AliasRoute(
        String name,
        String useCase,
        Strategy strategy,
        @Nullable Spending spending,
        Set<Capability> needs,
        int context,
        boolean allowTraining,
        boolean continuation,
        boolean cacheAffinity,
        @Nullable AliasDeadlines deadlines,
        @Nullable Integer cacheTtlSeconds,
        List<List<DeploymentId>> tiers,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AliasShare> shares) {

    /// All conversations ask the chain.
    public AliasRoute(
            String name,
            String useCase,
            Strategy strategy,
            @Nullable Spending spending,
            Set<Capability> needs,
            int context,
            boolean allowTraining,
            boolean continuation,
            boolean cacheAffinity,
            @Nullable AliasDeadlines deadlines,
            @Nullable Integer cacheTtlSeconds,
            List<List<DeploymentId>> tiers) {
        this(
                name,
                useCase,
                strategy,
                spending,
                needs,
                context,
                allowTraining,
                continuation,
                cacheAffinity,
                deadlines,
                cacheTtlSeconds,
                tiers,
                List.of());
    }

    /// The same with these shares.
    public AliasRoute with(List<AliasShare> other) {
        return new AliasRoute(
                name,
                useCase,
                strategy,
                spending,
                needs,
                context,
                allowTraining,
                continuation,
                cacheAffinity,
                deadlines,
                cacheTtlSeconds,
                tiers,
                other);
    }

    /// A workspace that has shares to itself has no others.
    ///
    /// @param workspace absent for those that have none
    public List<AliasShare> sharesOf(@Nullable WorkspaceId workspace) {
        boolean own =
                workspace != null
                        && shares.stream().anyMatch(share -> workspace.equals(share.workspace()));
        return shares.stream()
                .filter(share -> Objects.equals(share.workspace(), own ? workspace : null))
                .toList();
    }

    private static final String OF_WORKSPACE = "client:";

    /// Of `client:acme/coder` the workspace `ws_acme`: for all others there is no such alias, and
    /// only its own credentials serve it. Null where an alias is for all.
    public static @Nullable WorkspaceId ownerOf(String name) {
        int slash = name.indexOf('/');
        return name.startsWith(OF_WORKSPACE) && slash > OF_WORKSPACE.length()
                ? new WorkspaceId("ws_" + name.substring(OF_WORKSPACE.length(), slash))
                : null;
    }

    public AliasRoute {
        needs = Set.copyOf(needs);
        tiers = tiers.stream().map(List::copyOf).toList();
        // absent in snapshots of earlier versions
        shares = shares == null ? List.of() : List.copyOf(shares);
    }
}
