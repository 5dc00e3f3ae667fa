package io.spidergate.routing;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AliasShare;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The chains of workspaces that have deployments, or shares of an alias, of their own. Most
/// workspaces ask for few of the names that there are, so a chain is made when it is first asked
/// for.
///
/// Law: no chain of a workspace has a deployment of another.
final class OwnChains {

    private final BiFunction<String, WorkspaceId, CompiledChain> compiler;
    private final Set<WorkspaceId> owners;
    private final Set<WorkspaceId> apart;
    private final Map<Key, CompiledChain> chains = new ConcurrentHashMap<>();

    private record Key(WorkspaceId workspace, String name) {}

    OwnChains(
            BiFunction<String, WorkspaceId, CompiledChain> compiler,
            Collection<Routable> routables,
            Collection<AliasRoute> aliases) {
        this(
                compiler,
                known(routables.stream().map(it -> it.route.workspace())),
                known(
                        aliases.stream()
                                .flatMap(alias -> alias.shares().stream())
                                .map(AliasShare::workspace)));
    }

    /// @param owners of deployments
    /// @param sharers that have shares to themselves
    private OwnChains(
            BiFunction<String, WorkspaceId, CompiledChain> compiler,
            Set<WorkspaceId> owners,
            Set<WorkspaceId> sharers) {
        this.compiler = compiler;
        this.owners = owners;
        this.apart = known(Stream.concat(owners.stream(), sharers.stream()));
    }

    private static Set<WorkspaceId> known(Stream<@Nullable WorkspaceId> workspaces) {
        return workspaces.filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
    }

    boolean isOwner(WorkspaceId workspace) {
        return owners.contains(workspace);
    }

    /// @param shared what all others get
    CompiledChain of(WorkspaceId workspace, String name, CompiledChain shared) {
        return apart.contains(workspace)
                ? chains.computeIfAbsent(
                        new Key(workspace, name), key -> compiler.apply(name, workspace))
                : shared;
    }

    /// Those without the ones that have any of these deployments.
    OwnChains with(
            Set<DeploymentId> changed, BiFunction<String, WorkspaceId, CompiledChain> other) {
        OwnChains next = new OwnChains(other, owners, apart);
        chains.forEach((key, chain) -> {
            if (!chain.hasAnyOf(changed)) {
                next.chains.put(key, chain);
            }
        });
        return next;
    }
}
