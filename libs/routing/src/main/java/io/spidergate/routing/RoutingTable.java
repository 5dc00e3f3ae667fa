package io.spidergate.routing;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.contracts.routing.ProviderRoute;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.RoutingSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A routing snapshot made ready for planning: immutable, so any number of threads may read it.
public final class RoutingTable {

    private final RoutingSnapshot snapshot;
    private final Map<String, ProviderRoute> providers;
    private final Map<DeploymentId, Routable> routables;
    private final Map<String, AliasRoute> aliases;
    private final Map<String, ModelRoute> models;
    private final Map<String, CompiledChain> chains;

    private RoutingTable(RoutingSnapshot snapshot) {
        this.snapshot = snapshot;
        this.providers = index("provider", snapshot.providers(), ProviderRoute::id);
        this.routables = routables(snapshot, providers);
        this.aliases = index("alias", snapshot.aliases(), AliasRoute::name);
        this.models = index("model", snapshot.models(), ModelRoute::id);
        this.chains = chains(snapshot, routables);
    }

    /// @throws IllegalArgumentException when the snapshot contradicts itself: the same name twice,
    ///   or something that it names and does not have. Whoever holds an older table keeps it.
    public static RoutingTable compile(RoutingSnapshot snapshot) {
        return new RoutingTable(snapshot);
    }

    public long version() {
        return snapshot.version();
    }

    public RoutingSnapshot snapshot() {
        return snapshot;
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

    @Nullable CompiledChain chain(String name) {
        return chains.get(name);
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
                    new Routable(deployment, provider.of(deployment), pool(deployment, pools));
            if (routables.put(deployment.id(), routable) != null) {
                throw new IllegalArgumentException(
                        "the snapshot has deployment '%s' twice".formatted(deployment.id()));
            }
        }
        return routables;
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
            chains.put(model.id(), CompiledChain.of(model, routables));
        }
        for (AliasRoute alias : snapshot.aliases()) {
            chains.put(alias.name(), CompiledChain.of(alias, routables));
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
