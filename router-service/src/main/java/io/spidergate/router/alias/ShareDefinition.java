package io.spidergate.router.alias;

import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.AliasShare;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A share of an alias as its file defines it, see {@link AliasShare}.
///
/// @param rollbackAbove from 1 to 99; absent where it never ends by itself
public record ShareDefinition(
        ModelRef model,
        double percent,
        @Nullable WorkspaceId workspace,
        @Nullable Integer rollbackAbove) {

    public ShareDefinition {
        if (model == null) {
            throw new IllegalArgumentException("a share must name its model");
        }
        if (!(percent >= AliasShare.LEAST_PERCENT && percent <= AliasShare.MOST_PERCENT)) {
            throw new IllegalArgumentException(
                    "percent of the share of %s must be from %s to %s, got %s"
                            .formatted(
                                    model,
                                    AliasShare.LEAST_PERCENT,
                                    AliasShare.MOST_PERCENT,
                                    percent));
        }
        if (rollbackAbove != null && (rollbackAbove < 1 || rollbackAbove > 99)) {
            throw new IllegalArgumentException(
                    "rollback_above of the share of %s must be from 1 to 99, got %d"
                            .formatted(model, rollbackAbove));
        }
    }

    AliasShare route(List<DeploymentId> deployments, @Nullable Instant rolledBackAt) {
        return new AliasShare(
                model.toString(), workspace, percent, rollbackAbove, deployments, rolledBackAt);
    }

    /// Those of one workspace, or of all others, are a hundred together at most, and each model has
    /// one.
    static List<ShareDefinition> checked(String alias, @Nullable List<ShareDefinition> shares) {
        if (shares == null) {
            return List.of();
        }
        Map<String, Double> sums = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (ShareDefinition share : shares) {
            String whose = Objects.toString(share.workspace, "all workspaces");
            if (!seen.add(whose + " " + share.model)) {
                throw new IllegalArgumentException(
                        "%s has two shares of %s for %s".formatted(alias, share.model, whose));
            }
            double sum = sums.merge(whose, share.percent, Double::sum);
            if (sum > AliasShare.MOST_PERCENT + 1e-9) {
                throw new IllegalArgumentException(
                        "the shares of %s for %s are %s percent together, at most 100"
                                .formatted(alias, whose, sum));
            }
        }
        return List.copyOf(shares);
    }
}
