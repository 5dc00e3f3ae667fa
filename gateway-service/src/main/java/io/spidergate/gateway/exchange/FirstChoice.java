package io.spidergate.gateway.exchange;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.routing.AliasRoute;
import io.spidergate.contracts.routing.AliasShare;
import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.ModelRoute;
import io.spidergate.routing.Candidate;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.Exclusion.Reason;
import io.spidergate.routing.RoutingTable;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which deployment would serve if all were well: an answer by any other is a fallback, whether the
/// first choice failed just now or was left out because it is still cooling down. Pure.
final class FirstChoice {

    private FirstChoice() {}

    static DeploymentRoute of(
            RoutingTable table,
            String model,
            @Nullable String share,
            List<Candidate> candidates,
            List<Exclusion> exclusions) {
        DeploymentRoute best = candidates.getFirst().deployment();
        if (exclusions.isEmpty()) {
            return best;
        }
        List<DeploymentId> order = order(table, model, share);
        int at = position(order, best);
        for (Exclusion exclusion : exclusions) {
            int other = position(order, exclusion.deployment());
            if (isPassing(exclusion.reason()) && other < at) {
                best = exclusion.deployment();
                at = other;
            }
        }
        return best;
    }

    /// It would have served at another time.
    private static boolean isPassing(Reason reason) {
        return reason == Reason.COOLING || reason == Reason.QUOTA_EMPTY;
    }

    private static List<DeploymentId> order(
            RoutingTable table, String model, @Nullable String share) {
        AliasRoute alias = table.alias(model);
        if (alias != null) {
            return Stream.concat(
                            alias.shares().stream()
                                    .filter(it -> it.model().equals(share))
                                    .map(AliasShare::deployments),
                            alias.tiers().stream())
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
        }
        ModelRoute route = table.model(model);
        return route == null ? List.of() : route.deployments();
    }

    private static int position(List<DeploymentId> order, DeploymentRoute route) {
        int at = order.indexOf(route.id());
        return at < 0 ? Integer.MAX_VALUE : at;
    }
}
