package io.spidergate.routing;

import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import org.jspecify.annotations.Nullable;

/// Keeps a conversation with one of several equally good candidates, whose provider then has its
/// beginning in a prompt cache. By weighted rendezvous hashing: nothing is remembered, so every
/// gateway comes to the same, and one candidate more or less moves no other's conversations.
///
/// A candidate whose pool runs short yields: its conversations go on with the next of theirs.
public final class Affinity {

    /// Of a request that does not go on with a conversation, or of which nobody knows.
    public static final long NONE = 0;

    /// A pool with less slack is being used twice as fast as it refills.
    static final double YIELDS_BELOW = 0.5 * Quotas.FULL;

    /// About what a request takes of a window that counts tokens.
    private static final double USUAL_TOKENS = 2_000;

    private static final double REQUESTS_WHERE_NOBODY_COUNTS = 1;

    private Affinity() {}

    /// What stands for a conversation.
    ///
    /// @param name as the caller calls it, or its beginning
    public static long of(String owner, long name) {
        long key = mixed(owner.hashCode() * 0x9E3779B97F4A7C15L ^ name);
        return key == NONE ? 1 : key;
    }

    /// The place of a candidate for this conversation: the smaller, the sooner; never negative.
    static double place(long conversation, Candidate candidate) {
        long hash = mixed(conversation ^ candidate.deployment().id().value().hashCode());
        double uniform = ((hash >>> 11) + 0.5) * 0x1.0p-53;
        return -Math.log(uniform) / requestsPerSecond(candidate.pool());
    }

    /// So that each gets conversations in proportion to what it can bear.
    private static double requestsPerSecond(@Nullable QuotaPool pool) {
        double least = Double.MAX_VALUE;
        if (pool != null) {
            for (QuotaWindow window : pool.windows()) {
                if (window.unit() != QuotaUnit.CONCURRENT) {
                    least = Math.min(least, requestsPerSecond(window));
                }
            }
        }
        return least == Double.MAX_VALUE ? REQUESTS_WHERE_NOBODY_COUNTS : least;
    }

    private static double requestsPerSecond(QuotaWindow window) {
        double requests =
                window.unit() == QuotaUnit.TOKENS ? window.limit() / USUAL_TOKENS : window.limit();
        return Math.max(requests, Double.MIN_NORMAL) / window.seconds();
    }

    /// Steele and Vigna's finisher: each bit of the key counts for each of the hash.
    static long mixed(long key) {
        long hash = (key ^ key >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
