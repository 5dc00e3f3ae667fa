package io.spidergate.billing.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one entry adds to sums. Pure.
///
/// @param nanoUsd all of it
/// @param correctedNanoUsd what of it comes from corrections
record Movement(
        String tokenRef,
        String workspace,
        String agent,
        List<String> tags,
        Instant startedAt,
        long requests,
        long nanoUsd,
        long correctedNanoUsd) {

    /// A token's UTC day, in the order in which rows are locked.
    record Key(String tokenRef, LocalDate day) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byToken = tokenRef.compareTo(other.tokenRef);
            return byToken != 0 ? byToken : day.compareTo(other.day);
        }
    }

    LocalDate day() {
        return LocalDate.ofInstant(startedAt, ZoneOffset.UTC);
    }

    static SortedMap<Key, Movement> byDay(Collection<Movement> movements) {
        SortedMap<Key, Movement> sums = new TreeMap<>();
        for (Movement movement : movements) {
            sums.merge(new Key(movement.tokenRef(), movement.day()), movement, Movement::plus);
        }
        return sums;
    }

    private Movement plus(Movement other) {
        return new Movement(
                tokenRef,
                workspace,
                agent,
                tags,
                startedAt,
                requests + other.requests,
                Math.addExact(nanoUsd, other.nanoUsd),
                Math.addExact(correctedNanoUsd, other.correctedNanoUsd));
    }
}
