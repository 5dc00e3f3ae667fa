package io.spidergate.contracts.gateway;

import io.spidergate.contracts.id.DeploymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why these deployments in this order, and why not the others.
///
/// @param alias the task alias, where the request named one
/// @param share the model that the conversation was drawn for, see {@link
///   io.spidergate.contracts.routing.AliasShare}; absent where the chain was asked
public record PlanRecord(
        long snapshotVersion,
        @Nullable String alias,
        @Nullable String share,
        List<DeploymentId> candidates,
        List<ExclusionRecord> exclusions) {

    public static final PlanRecord NONE = new PlanRecord(0, null, List.of(), List.of());

    public PlanRecord(
            long snapshotVersion,
            @Nullable String alias,
            List<DeploymentId> candidates,
            List<ExclusionRecord> exclusions) {
        this(snapshotVersion, alias, null, candidates, exclusions);
    }

    public PlanRecord {
        candidates = List.copyOf(candidates);
        exclusions = List.copyOf(exclusions);
    }

    /// The plan after some of its candidates turned out to be out of question.
    public PlanRecord without(Set<DeploymentId> dropped, String reason) {
        List<ExclusionRecord> all = new ArrayList<>(exclusions);
        dropped.forEach(deployment -> all.add(new ExclusionRecord(deployment, reason, null)));
        List<DeploymentId> left =
                candidates.stream().filter(candidate -> !dropped.contains(candidate)).toList();
        return new PlanRecord(snapshotVersion, alias, share, left, all);
    }

    /// @param reason stable code, such as `cooling`, `no_credential`, `lacks_capability`,
    ///   `context_too_small`, `not_free`
    /// @param detail for people, such as the instant until which it cools
    public record ExclusionRecord(DeploymentId deployment, String reason, @Nullable String detail) {

        /// The provider's protocol has no place for something that the request cannot do without.
        public static final String CANNOT_CARRY = "cannot_carry";
    }
}
