package io.spidergate.routing;

import java.util.Arrays;
import java.util.List;

/// Puts those candidates of a group that would lose most at their reset first, or, of a
/// conversation, the one that it stays with. A group is what the alias holds for equally good: the
/// same tier, cost and health.
final class Spreading {

    private Spreading() {}

    /// Stable: what has the same slack keeps its order, so where nobody counts nothing moves.
    ///
    /// @param groups of each candidate, in ascending order
    /// @param affinity see {@link Affinity}
    static void spread(List<Candidate> candidates, int[] groups, Quotas quotas, long affinity) {
        int from = 0;
        for (int at = 1; at <= candidates.size(); at++) {
            if (at == candidates.size() || groups[at] != groups[from]) {
                if (at - from > 1) {
                    sort(candidates.subList(from, at), quotas, affinity);
                }
                from = at;
            }
        }
    }

    /// By slack, most first; then by place. Both are in one number, since numbers are sorted
    /// without a comparator, and a group may have hundreds.
    private static void sort(List<Candidate> group, Quotas quotas, long affinity) {
        long[] keys = new long[group.size()];
        boolean ordered = true;
        for (int at = 0; at < keys.length; at++) {
            keys[at] = (long) order(group.get(at), quotas, affinity) << 32 | at;
            ordered &= at == 0 || keys[at - 1] < keys[at];
        }
        if (ordered) {
            return;
        }
        Arrays.sort(keys);
        Candidate[] before = group.toArray(Candidate[]::new);
        for (int at = 0; at < keys.length; at++) {
            group.set(at, before[(int) keys[at]]);
        }
    }

    private static int order(Candidate candidate, Quotas quotas, long affinity) {
        double slack = slack(candidate, quotas);
        return affinity == Affinity.NONE || slack < Affinity.YIELDS_BELOW
                ? descending(slack)
                : before(Affinity.place(affinity, candidate));
    }

    /// In the order of the place, which is never negative, and before all who yield: half of such a
    /// number's bits leaves room for theirs.
    private static int before(double place) {
        return Integer.MIN_VALUE + (Float.floatToIntBits((float) place) >>> 1);
    }

    /// Smaller, the larger the slack is, which is never negative: the bits of such numbers are
    /// ordered as they are.
    private static int descending(double slack) {
        return -Float.floatToIntBits((float) Math.max(0, slack));
    }

    private static double slack(Candidate candidate, Quotas quotas) {
        return candidate.pool() == null ? Quotas.FULL : quotas.slack(candidate.pool());
    }
}
