package io.spidergate.contracts.gateway;

import io.spidergate.contracts.id.DeploymentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why these deployments in this order, and why not the others.
///
/// @param alias the task alias, where the request named one
public record PlanRecord(
        long snapshotVersion,
        @Nullable String alias,
        List<DeploymentId> candidates,
        List<ExclusionRecord> exclusions) {

    public static final PlanRecord NONE = new PlanRecord(0, null, List.of(), List.of());

    public PlanRecord {
        candidates = List.copyOf(candidates);
        exclusions = List.copyOf(exclusions);
    }

    /// @param reason stable code, such as `cooling`, `no_credential`, `lacks_capability`,
    ///   `context_too_small`, `not_free`
    /// @param detail for people, such as the instant until which it cools
    public record ExclusionRecord(
            DeploymentId deployment, String reason, @Nullable String detail) {

        /// The provider's protocol has no place for something that the request cannot do without.
        public static final String CANNOT_CARRY = "cannot_carry";
    }
}
