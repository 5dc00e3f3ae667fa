package io.spidergate.routing;

import java.util.List;

/// Puts those candidates of a group that would lose most at their reset first. A group is what the
/// alias holds for equally good: the same tier, cost and health.
final class Spreading {

    private Spreading() {}

    /// Stable: what has the same slack keeps its order, so where nobody counts nothing moves.
    ///
    /// @param groups of each candidate, in ascending order
    static void spread(List<Candidate> candidates, int[] groups, Quotas quotas) {
        int from = 0;
        for (int at = 1; at <= candidates.size(); at++) {
            if (at == candidates.size() || groups[at] != groups[from]) {
                if (at - from > 1) {
                    sort(candidates.subList(from, at), quotas);
                }
                from = at;
            }
        }
    }

    private static void sort(List<Candidate> group, Quotas quotas) {
        double[] slack = new double[group.size()];
        for (int i = 0; i < slack.length; i++) {
            slack[i] = slack(group.get(i), quotas);
            Candidate candidate = group.get(i);
            double own = slack[i];
            int at = i;
            while (at > 0 && slack[at - 1] < own) {
                slack[at] = slack[at - 1];
                group.set(at, group.get(at - 1));
                at--;
            }
            slack[at] = own;
            group.set(at, candidate);
        }
    }

    private static double slack(Candidate candidate, Quotas quotas) {
        return candidate.pool() == null ? Quotas.FULL : quotas.slack(candidate.pool());
    }
}
