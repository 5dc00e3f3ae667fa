package io.spidergate.contracts.routing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of an alias's conversations that one model is asked for first, before the chain: a
/// canary, or its share of the load.
///
/// @param model `provider/model`
/// @param workspace whose requests these are; absent for those of all that have no share of the
///   alias to themselves
/// @param percent of conversations, from 0.01 to 100
/// @param rollbackAbove hundredths of its attempts that may fail before it ends by itself; absent
///   where it never does
/// @param deployments of the model; none while nobody has one
/// @param rolledBackAt when it has ended by itself; absent while it holds
public record AliasShare(
        String model,
        @Nullable WorkspaceId workspace,
        double percent,
        @Nullable Integer rollbackAbove,
        List<DeploymentId> deployments,
        @Nullable Instant rolledBackAt) {

    public static final double LEAST_PERCENT = 0.01;
    public static final double MOST_PERCENT = 100;

    public AliasShare {
        if (!(percent >= LEAST_PERCENT && percent <= MOST_PERCENT)) {
            throw new IllegalArgumentException(
                    "percent must be from %s to %s, got %s"
                            .formatted(LEAST_PERCENT, MOST_PERCENT, percent));
        }
        deployments = List.copyOf(deployments);
    }

    @JsonIgnore
    public boolean isDrawn() {
        return rolledBackAt == null && !deployments.isEmpty();
    }
}
