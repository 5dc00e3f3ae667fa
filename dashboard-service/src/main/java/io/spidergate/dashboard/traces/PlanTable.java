package io.spidergate.dashboard.traces;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.DeploymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The plan with what became of each candidate.
///
/// @param exclusions what was passed over for a reason that lies in the request or the moment
/// @param withoutKey what the catalogue knows and no key opens: seldom what a reader looks for
public record PlanTable(
        long snapshotVersion,
        List<Candidate> candidates,
        List<PlanRecord.ExclusionRecord> exclusions,
        List<PlanRecord.ExclusionRecord> withoutKey) {

    private static final String NO_CREDENTIAL = "no_credential";

    public PlanTable {
        candidates = List.copyOf(candidates);
        exclusions = List.copyOf(exclusions);
        withoutKey = List.copyOf(withoutKey);
    }

    /// @param fate `served`, `failed` or `not tried`
    public record Candidate(int number, String deployment, String fate) {}

    static PlanTable of(RequestEvent event) {
        List<Candidate> candidates = new ArrayList<>();
        for (DeploymentId deployment : event.plan().candidates()) {
            candidates.add(
                    new Candidate(
                            candidates.size() + 1,
                            deployment.value(),
                            fate(deployment, event.attempts())));
        }
        return of(event.plan().snapshotVersion(), candidates, event.plan().exclusions());
    }

    static PlanTable of(
            long snapshotVersion,
            List<Candidate> candidates,
            List<PlanRecord.ExclusionRecord> passedOver) {
        Map<Boolean, List<PlanRecord.ExclusionRecord>> byKey =
                passedOver.stream()
                        .collect(
                                Collectors.partitioningBy(
                                        exclusion -> exclusion.reason().equals(NO_CREDENTIAL)));
        return new PlanTable(
                snapshotVersion,
                candidates,
                byKey.getOrDefault(false, List.of()),
                byKey.getOrDefault(true, List.of()));
    }

    private static String fate(DeploymentId deployment, List<AttemptRecord> attempts) {
        List<AttemptRecord> own =
                attempts.stream().filter(a -> a.deployment().equals(deployment)).toList();
        if (own.isEmpty()) {
            return "not tried";
        }
        return own.getLast().succeeded() ? "served" : "failed";
    }

    public boolean isEmpty() {
        return candidates.isEmpty() && exclusions.isEmpty() && withoutKey.isEmpty();
    }
}
