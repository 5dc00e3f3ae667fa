package io.spidergate.vault.keyset;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Which key of the keyset seals. Pure.
///
/// Law: none that a replica which runs does not have, as long as there is another; so a new keyset
/// may reach the replicas one after the other, in any order.
public final class SealingKey {

    private SealingKey() {}

    /// @param mine the primary one first, then from the newest on
    /// @param replicas what each of those that run has
    public static int of(List<Integer> mine, Collection<Set<Integer>> replicas) {
        return mine.stream()
                .filter(key -> replicas.stream().allMatch(known -> known.contains(key)))
                .findFirst()
                .orElse(mine.getFirst());
    }
}
