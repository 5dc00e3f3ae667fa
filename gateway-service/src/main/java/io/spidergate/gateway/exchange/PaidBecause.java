package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.routing.Candidate;
import io.spidergate.routing.Exclusion;
import io.spidergate.routing.Exclusion.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why a request spent money instead of what is free. Worked out only where it did. Pure.
///
/// @param chain all that could serve, before the caller's own wishes
/// @param wanted of these, by the caller's wishes, in the order in which they were tried
/// @param exclusions what could not serve
record PaidBecause(List<Candidate> chain, List<Candidate> wanted, List<Exclusion> exclusions) {

    static final PaidBecause NOTHING_PLANNED = new PaidBecause(List.of(), List.of(), List.of());

    /// The order, or the caller's preference, had it first.
    static final String PREFERRED = "preferred";

    /// What is free was tried in vain.
    static final String FREE_FAILED = "free_failed";

    /// The caller did not want what is free.
    static final String EXCLUDED_BY_CALLER = "excluded_by_caller";

    /// The chain has nothing that is free.
    static final String NONE_FREE = "none_free";

    /// What waiting or another account would mend comes nearest.
    private static final List<Reason> NEAREST =
            List.of(
                    Reason.QUOTA_EMPTY,
                    Reason.COOLING,
                    Reason.QUOTA_TOO_SMALL,
                    Reason.NO_CREDENTIAL,
                    Reason.OUTPUT_TOO_SMALL,
                    Reason.CONTEXT_TOO_SMALL,
                    Reason.TRAINS_ON_DATA,
                    Reason.LACKS_CAPABILITY);

    PaidBecause {
        chain = List.copyOf(chain);
        wanted = List.copyOf(wanted);
        exclusions = List.copyOf(exclusions);
    }

    /// @param skipped candidates that were passed over when it was their turn
    /// @return null where nothing was paid
    @Nullable String of(List<AttemptRecord> attempts, List<ExclusionRecord> skipped) {
        if (attempts.stream().noneMatch(it -> it.cost().basis() == Basis.PRICED)) {
            return null;
        }
        Set<DeploymentId> free = free(wanted);
        if (free.isEmpty()) {
            return free(chain).isEmpty() ? nearest() : EXCLUDED_BY_CALLER;
        }
        if (attempts.stream().anyMatch(it -> free.contains(it.deployment()))) {
            return FREE_FAILED;
        }
        return skipped.stream()
                .filter(it -> free.contains(it.deployment()))
                .map(ExclusionRecord::reason)
                .findFirst()
                .orElse(PREFERRED);
    }

    private String nearest() {
        return exclusions.stream()
                .filter(it -> it.deployment().costsNothing())
                .map(Exclusion::reason)
                .min(Comparator.comparingInt(NEAREST::indexOf))
                .map(Reason::code)
                .orElse(NONE_FREE);
    }

    private static Set<DeploymentId> free(List<Candidate> candidates) {
        return candidates.stream()
                .filter(it -> it.deployment().costsNothing())
                .map(it -> it.deployment().id())
                .collect(Collectors.toSet());
    }
}
