package io.spidergate.routing;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.contracts.routing.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The deployments behind one name in the order in which they are to be tried. Price and health
/// change only with the snapshot, so the order is found once and not for each request.
///
/// @param needs of the alias, as bits
record CompiledChain(
        @Nullable String alias, int needs, boolean allowTraining, List<Routable> ordered) {

    static CompiledChain of(AliasRoute alias, Map<DeploymentId, Routable> routables) {
        return new CompiledChain(
                alias.name(),
                Capabilities.bits(alias.needs()),
                alias.allowTraining(),
                order(alias.tiers(), alias.strategy(), routables));
    }

    /// A model by its own name: whoever pins one has chosen its provider's terms.
    static CompiledChain of(ModelRoute model, Map<DeploymentId, Routable> routables) {
        return new CompiledChain(
                null, 0, true, order(List.of(model.deployments()), Strategy.FREE_FIRST, routables));
    }

    private static List<Routable> order(
            List<List<DeploymentId>> tiers,
            Strategy strategy,
            Map<DeploymentId, Routable> routables) {
        Set<Routable> ordered = new LinkedHashSet<>();
        for (List<DeploymentId> tier : tiers) {
            List<Routable> sorted = new ArrayList<>(tier.size());
            for (DeploymentId id : tier) {
                sorted.add(known(id, routables));
            }
            sorted.sort(comparator(strategy));
            ordered.addAll(sorted);
        }
        return List.copyOf(ordered);
    }

    private static Routable known(DeploymentId id, Map<DeploymentId, Routable> routables) {
        Routable routable = routables.get(id);
        if (routable == null) {
            throw new IllegalArgumentException(
                    "the snapshot names deployment %s, but does not have it".formatted(id));
        }
        return routable;
    }

    /// Sorting is stable, so what compares equal keeps the catalogue's order.
    private static Comparator<Routable> comparator(Strategy strategy) {
        return switch (strategy) {
            case FREE_FIRST ->
                    Comparator.comparingInt(Routable::costClass)
                            .thenComparingInt(Routable::healthClass)
                            .thenComparingLong(Routable::typicalCost);
            case QUALITY_FIRST -> Comparator.comparingInt(Routable::healthClass);
            case CHEAPEST ->
                    Comparator.comparingLong(Routable::typicalCost)
                            .thenComparingInt(Routable::healthClass);
        };
    }
}
