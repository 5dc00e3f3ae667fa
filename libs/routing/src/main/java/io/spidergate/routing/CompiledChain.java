package io.spidergate.routing;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.routing.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// The deployments behind one name in the order in which they are to be tried. Price and health
/// change only with the table, so the order is found once and not for each request.
///
/// @param needs of the alias, as bits
/// @param context tokens that the alias wants a deployment to have room for; 0 where it does not
///   say
/// @param groups of the ordered ones, ascending: those of one group are equally good
/// @param share the model that is asked first as a share of the alias; absent in the alias's own
/// @param shares chains of the alias's shares
@SuppressWarnings("ArrayRecordComponent") // never compared, and read on each request
record CompiledChain(
        @Nullable String alias,
        int needs,
        int context,
        Spending spending,
        boolean allowTraining,
        List<Routable> ordered,
        int[] groups,
        @Nullable String share,
        List<Share> shares) {

    private static final int FEW = 3;
    private static final int OUTLIER = 3;

    /// @param workspace whose own deployments are in it, beside those that all may use; absent
    ///   where it has none
    static CompiledChain of(
            AliasRoute alias,
            @Nullable WorkspaceId workspace,
            Map<DeploymentId, Routable> routables) {
        return of(alias, null, alias.tiers(), workspace, routables)
                .with(Share.of(alias, workspace, routables));
    }

    /// @param share whose deployments are the first of the tiers; absent for the alias's own
    static CompiledChain of(
            AliasRoute alias,
            @Nullable String share,
            List<List<DeploymentId>> tiers,
            @Nullable WorkspaceId workspace,
            Map<DeploymentId, Routable> routables) {
        return ordered(
                alias.name(),
                Capabilities.bits(alias.needs()),
                alias.context(),
                alias.spending() == null ? Spending.PAID_OK : alias.spending(),
                alias.allowTraining(),
                tiers,
                alias.strategy(),
                workspace,
                share,
                routables);
    }

    /// The chain of the share that is drawn by this lot, otherwise this one.
    CompiledChain drawn(long lot) {
        return shares.isEmpty() || lot == 0 ? this : Share.drawn(this, lot);
    }

    private CompiledChain with(List<Share> those) {
        return those.isEmpty()
                ? this
                : new CompiledChain(
                        alias,
                        needs,
                        context,
                        spending,
                        allowTraining,
                        ordered,
                        groups,
                        share,
                        those);
    }

    /// A model by its own name: whoever pins one has chosen its provider's terms.
    static CompiledChain of(
            ModelRoute model,
            @Nullable WorkspaceId workspace,
            Map<DeploymentId, Routable> routables) {
        return ordered(
                null,
                0,
                0,
                Spending.PAID_OK,
                true,
                List.of(model.deployments()),
                Strategy.FREE_FIRST,
                workspace,
                null,
                routables);
    }

    boolean hasAnyOf(Set<DeploymentId> deployments) {
        for (Routable routable : ordered) {
            if (deployments.contains(routable.id)) {
                return true;
            }
        }
        for (Share one : shares) {
            if (one.chain().hasAnyOf(deployments)) {
                return true;
            }
        }
        return false;
    }

    private static CompiledChain ordered(
            @Nullable String alias,
            int needs,
            int context,
            Spending spending,
            boolean allowTraining,
            List<List<DeploymentId>> tiers,
            Strategy strategy,
            @Nullable WorkspaceId workspace,
            @Nullable String share,
            Map<DeploymentId, Routable> routables) {
        boolean ownOnly = alias != null && AliasRoute.ownerOf(alias) != null;
        Map<Routable, Integer> ordered = new LinkedHashMap<>();
        int group = 0;
        for (List<DeploymentId> tier : tiers) {
            List<Routable> sorted = new ArrayList<>(tier.size());
            for (DeploymentId id : tier) {
                Routable routable = known(id, routables);
                if (routable.isFor(workspace) && !(ownOnly && routable.isShared())) {
                    sorted.add(routable);
                }
            }
            Comparator<Routable> order = comparator(strategy, slowerThan(sorted));
            sorted.sort(order);
            Routable before = null;
            for (Routable routable : sorted) {
                group += before != null && areEqual(before, routable, strategy, order) ? 0 : 1;
                ordered.putIfAbsent(routable, group);
                before = routable;
            }
        }
        return new CompiledChain(
                alias,
                needs,
                context,
                spending,
                allowTraining,
                List.copyOf(ordered.keySet()),
                ordered.values().stream().mapToInt(Integer::intValue).toArray(),
                share,
                List.of());
    }

    /// Which of the two comes first may change from request to request. Where quality is asked for
    /// the catalogue's order means something.
    private static boolean areEqual(
            Routable one, Routable other, Strategy strategy, Comparator<Routable> order) {
        return strategy != Strategy.QUALITY_FIRST
                && one.free
                && other.free
                && order.compare(one, other) == 0;
    }

    private static Routable known(DeploymentId id, Map<DeploymentId, Routable> routables) {
        Routable routable = routables.get(id);
        if (routable == null) {
            throw new IllegalArgumentException(
                    "the snapshot names deployment %s, but does not have it".formatted(id));
        }
        return routable;
    }

    /// From which time on a deployment of the tier is an outlier: three times what half of those
    /// that were measured take. Never where fewer than three were.
    private static long slowerThan(List<Routable> tier) {
        long[] measured =
                tier.stream()
                        .mapToLong(Routable::firstContentMs)
                        .filter(ms -> ms > 0)
                        .sorted()
                        .toArray();
        return measured.length < FEW ? Long.MAX_VALUE : OUTLIER * measured[measured.length / 2];
    }

    /// What a workspace has brought itself comes first, then what its owner prefers. Sorting is
    /// stable, so what compares equal keeps the catalogue's order.
    private static Comparator<Routable> comparator(Strategy strategy, long slow) {
        return Comparator.comparing(Routable::isShared)
                .thenComparing(Comparator.comparingInt(Routable::priority).reversed())
                .thenComparing(byStrategy(strategy, slow));
    }

    private static Comparator<Routable> byStrategy(Strategy strategy, long slow) {
        ToIntFunction<Routable> health = routable -> routable.healthClass(slow);
        return switch (strategy) {
            case FREE_FIRST ->
                    Comparator.comparingInt(Routable::costClass)
                            .thenComparingInt(health)
                            .thenComparingLong(Routable::typicalCost);
            case QUALITY_FIRST -> Comparator.comparingInt(health);
            case CHEAPEST ->
                    Comparator.comparingLong(Routable::typicalCost)
                            .thenComparingInt(Routable::costClass)
                            .thenComparingInt(health);
            case FASTEST ->
                    Comparator.comparingInt(health)
                            .thenComparingLong(Routable::firstContentMs)
                            .thenComparingInt(Routable::costClass)
                            .thenComparingLong(Routable::typicalCost);
        };
    }
}
