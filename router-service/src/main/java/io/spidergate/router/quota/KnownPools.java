package io.spidergate.router.quota;

import io.spidergate.contracts.routing.QuotaPool;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The pools of the snapshot, and under whose name each is counted: several accounts may have
/// turned out to have one quota. Immutable.
///
/// @param shared pool by pool the one that it is counted with
record KnownPools(Map<String, QuotaPool> byId, Map<String, String> shared) {

    KnownPools {
        byId = new TreeMap<>(byId);
        shared = Map.copyOf(shared);
    }

    boolean has(String pool) {
        return byId.containsKey(pool);
    }

    QuotaPool pool(String id) {
        return Objects.requireNonNull(byId.get(id), id);
    }

    /// Under whose name the pool is counted. What was found out of a pool that has gone, or that
    /// has become another, no longer holds.
    String countedAs(String pool) {
        String at = pool;
        for (int steps = 0; steps <= shared.size(); steps++) {
            String next = shared.get(at);
            if (next == null || !areAlike(at, next)) {
                return at;
            }
            at = next;
        }
        return pool;
    }

    /// With whom it is counted; null where it is counted by itself.
    @Nullable String sharesWith(String pool) {
        String counted = countedAs(pool);
        return counted.equals(pool) ? null : counted;
    }

    /// Those of other accounts that could be the same quota, under the names by which they are
    /// counted.
    List<String> alike(String pool) {
        return byId.keySet().stream()
                .filter(other -> areAlike(pool, other))
                .map(this::countedAs)
                .filter(other -> !other.equals(countedAs(pool)))
                .distinct()
                .toList();
    }

    private boolean areAlike(String one, String other) {
        QuotaPool a = byId.get(one);
        QuotaPool b = byId.get(other);
        return a != null
                && b != null
                && a.provider().equals(b.provider())
                && Objects.equals(a.model(), b.model())
                && !a.account().equals(b.account())
                && a.windows().equals(b.windows());
    }
}
