package io.spidergate.routing;

import io.spidergate.contracts.routing.Spending;
import java.util.ArrayList;
import java.util.List;

/// Puts what costs nothing before what does, where that is asked for. Both keep their order.
public final class FreeFirst {

    private FreeFirst() {}

    public static List<Candidate> where(Spending spending, List<Candidate> candidates) {
        return spending == Spending.FREE_FIRST ? sorted(candidates) : candidates;
    }

    private static List<Candidate> sorted(List<Candidate> candidates) {
        List<Candidate> sorted = new ArrayList<>(candidates.size());
        for (boolean free : new boolean[] {true, false}) {
            for (Candidate candidate : candidates) {
                if (candidate.deployment().costsNothing() == free) {
                    sorted.add(candidate);
                }
            }
        }
        return sorted;
    }
}
