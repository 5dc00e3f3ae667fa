package io.spidergate.routing;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.DeploymentHealth;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.RoutingHealth;
import io.spidergate.contracts.routing.RoutingSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A routing snapshot and its health made ready for planning: immutable, so any number of threads
/// may read it.
public final class RoutingTable {

    private final RoutingSnapshot snapshot;
    private final RoutingHealth health;
    private final Map<String, ProviderRoute> providers;
    private final Map<DeploymentId, Routable> routables;
    private final Map<String, AliasRoute> aliases;
    private final Map<String, ModelRoute> models;
    private final Map<String, CompiledChain> chains;
    private final OwnChains own;

    private RoutingTable(RoutingSnapshot snapshot) {
        this.snapshot = snapshot;
        this.health = told(snapshot);
        this.providers = index("provider", snapshot.providers(), ProviderRoute::id);
        this.routables = routables(snapshot, providers);
        this.aliases = index("alias", snapshot.aliases(), AliasRoute::name);
        this.models = index("model", snapshot.models(), ModelRoute::id);
        this.chains = chains(snapshot, routables);
        this.own = new OwnChains(this::compiled, routables.values(), snapshot.aliases());
    }

    private RoutingTable(RoutingTable before, RoutingHealth health) {
        this.snapshot = before.snapshot;
        this.health = health;
        this.providers = before.providers;
        this.aliases = before.aliases;
        this.models = before.models;
        this.routables = new HashMap<>(before.routables);
        this.chains = new HashMap<>(before.chains);
        Map<DeploymentId, Routable> changed = changed(before.routables, health);
        routables.putAll(changed);
        chains.replaceAll(
                (name, chain) -> chain.hasAnyOf(changed.keySet()) ? compiled(name, null) : chain);
        this.own = before.own.with(changed.keySet(), this::compiled);
    }

    /// @throws IllegalArgumentException when the snapshot contradicts itself: the same name twice,
    ///   or something that it names and does not have. Whoever holds an older table keeps it.
    public static RoutingTable compile(RoutingSnapshot snapshot) {
        return new RoutingTable(snapshot);
    }

    /// The same with this health and no other. Costs only what has changed.
    public RoutingTable with(RoutingHealth other) {
        return new RoutingTable(this, other);
    }

    public long version() {
        return snapshot.version();
    }

    /// As it was compiled: its deployments' health may be older than {@link #health}.
    public RoutingSnapshot snapshot() {
        return snapshot;
    }

    public RoutingHealth health() {
        return health;
    }

    public @Nullable DeploymentRoute deployment(DeploymentId id) {
        Routable routable = routables.get(id);
        return routable == null ? null : routable.route;
    }

    public @Nullable ProviderRoute provider(String id) {
        return providers.get(id);
    }

    public @Nullable AliasRoute alias(String name) {
        return aliases.get(name);
    }

    public @Nullable ModelRoute model(String id) {
        return models.get(id);
    }

    /// In the catalogue's order.
    public List<AliasRoute> aliases() {
        return snapshot.aliases();
    }

    /// In the catalogue's order.
    public List<ModelRoute> models() {
        return snapshot.models();
    }

    /// Whether a workspace has deployments that no other may use.
    public boolean hasOwnOf(WorkspaceId workspace) {
        return own.isOwner(workspace);
    }

    /// What lies behind a name for a workspace; null where nothing has that name.
    @Nullable CompiledChain chain(String name, WorkspaceId workspace) {
        CompiledChain shared = chains.get(name);
        WorkspaceId owner = AliasRoute.ownerOf(name);
        return shared == null || (owner != null && !owner.equals(workspace))
                ? null
                : own.of(workspace, name, shared);
    }

    private static RoutingHealth told(RoutingSnapshot snapshot) {
        return new RoutingHealth(
                snapshot.healthVersion(),
                snapshot.publishedAt(),
                snapshot.deployments().stream()
                        .filter(it -> !it.health().equals(DeploymentHealth.HEALTHY))
                        .map(it -> new RoutingHealth.Standing(it.id(), it.health()))
                        .toList());
    }

    private static Map<DeploymentId, Routable> changed(
            Map<DeploymentId, Routable> before, RoutingHealth health) {
        Map<DeploymentId, DeploymentHealth> now = health.byDeployment();
        Map<DeploymentId, Routable> changed = new HashMap<>();
        for (Routable known : before.values()) {
            DeploymentHealth standing = now.getOrDefault(known.id, DeploymentHealth.HEALTHY);
            if (!standing.equals(known.route.health())) {
                changed.put(known.id, known.with(standing));
            }
        }
        return changed;
    }

    private CompiledChain compiled(String name, @Nullable WorkspaceId workspace) {
        AliasRoute alias = aliases.get(name);
        return alias == null
                ? CompiledChain.of(Objects.requireNonNull(models.get(name)), workspace, routables)
                : CompiledChain.of(alias, workspace, routables);
    }

    private static Map<DeploymentId, Routable> routables(
            RoutingSnapshot snapshot, Map<String, ProviderRoute> providers) {
        Map<String, QuotaPool> pools = index("quota pool", snapshot.quotaPools(), QuotaPool::id);
        Map<DeploymentId, Routable> routables = new HashMap<>();
        for (DeploymentRoute deployment : snapshot.deployments()) {
            ProviderRoute provider = providers.get(deployment.provider());
            if (provider == null) {
                throw new IllegalArgumentException(
                        "deployment %s names provider '%s', which the snapshot does not have"
                                .formatted(deployment.id(), deployment.provider()));
            }
            Routable routable =
                    new Routable(
                            deployment,
                            provider.of(deployment),
                            pool(deployment, pools),
                            limits(deployment, pools));
            if (routables.put(deployment.id(), routable) != null) {
                throw new IllegalArgumentException(
                        "the snapshot has deployment '%s' twice".formatted(deployment.id()));
            }
        }
        return routables;
    }

    private static Map<CredentialId, QuotaPool> limits(
            DeploymentRoute deployment, Map<String, QuotaPool> pools) {
        Map<CredentialId, QuotaPool> limits = new HashMap<>();
        for (CredentialId credential : deployment.credentials()) {
            QuotaPool limit = pools.get(QuotaPool.idOf(credential));
            if (limit != null) {
                limits.put(credential, limit);
            }
        }
        return limits;
    }

    private static @Nullable QuotaPool pool(
            DeploymentRoute deployment, Map<String, QuotaPool> pools) {
        if (deployment.quotaPool() == null) {
            return null;
        }
        QuotaPool pool = pools.get(deployment.quotaPool());
        if (pool == null) {
            throw new IllegalArgumentException(
                    "deployment %s names quota pool '%s', which the snapshot does not have"
                            .formatted(deployment.id(), deployment.quotaPool()));
        }
        return pool;
    }

    /// An alias hides a model of the same name.
    private static Map<String, CompiledChain> chains(
            RoutingSnapshot snapshot, Map<DeploymentId, Routable> routables) {
        Map<String, CompiledChain> chains = new HashMap<>();
        for (ModelRoute model : snapshot.models()) {
            chains.put(model.id(), CompiledChain.of(model, null, routables));
        }
        for (AliasRoute alias : snapshot.aliases()) {
            chains.put(alias.name(), CompiledChain.of(alias, null, routables));
        }
        return chains;
    }

    private static <T> Map<String, T> index(String what, List<T> items, Function<T, String> key) {
        Map<String, T> index = new HashMap<>();
        for (T item : items) {
            if (index.put(key.apply(item), item) != null) {
                throw new IllegalArgumentException(
                        "the snapshot has %s '%s' twice".formatted(what, key.apply(item)));
            }
        }
        return index;
    }
}
