package io.spidergate.dashboard.traces;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.DeploymentId;
import java.util.ArrayList;
import java.util.List;

/// The plan with what became of each candidate.
public record PlanTable(
        long snapshotVersion,
        List<Candidate> candidates,
        List<PlanRecord.ExclusionRecord> exclusions) {

    public PlanTable {
        candidates = List.copyOf(candidates);
        exclusions = List.copyOf(exclusions);
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
        return new PlanTable(event.plan().snapshotVersion(), candidates, event.plan().exclusions());
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
        return candidates.isEmpty() && exclusions.isEmpty();
    }
}
