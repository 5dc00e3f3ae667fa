package io.spidergate.routing;

import io.spidergate.contracts.routing.DeploymentRoute;
import io.spidergate.contracts.routing.Spending;
import java.util.ArrayList;
import java.util.List;

/// Puts what is given away before what a plan covers, and both before what costs money, where that
/// is asked for. Each keeps its order.
public final class FreeFirst {

    private static final int CLASSES = 3;

    private FreeFirst() {}

    public static List<Candidate> where(Spending spending, List<Candidate> candidates) {
        return spending == Spending.FREE_FIRST ? sorted(candidates) : candidates;
    }

    private static List<Candidate> sorted(List<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>(candidates.size());
        for (int wanted = 0; wanted < CLASSES; wanted++) {
            for (Candidate candidate : candidates) {
                if (costClass(candidate.deployment()) == wanted) {
                    sorted.add(candidate);
                }
            }
        }
        return sorted;
    }

    private static int costClass(DeploymentRoute route) {
        if (!route.costsNothing()) {
            return 2;
        }
        return route.subscription() ? 1 : 0;
    }
}
