package io.spidergate.billing.ledger;

import java.time.LocalDate;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// What entries add to the sums of one token on one UTC day. Pure.
///
/// @param nanoUsd all of it
/// @param correctedNanoUsd what of it comes from corrections
record Movement(
        String tokenRef, LocalDate day, long requests, long nanoUsd, long correctedNanoUsd) {

    /// In the order in which rows are locked: by token, then by time.
    record Key(String tokenRef, LocalDate start) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byToken = tokenRef.compareTo(other.tokenRef);
            return byToken != 0 ? byToken : start.compareTo(other.start);
        }
    }

    static SortedMap<Key, Movement> byDay(Collection<Movement> movements) {
        return summed(movements, Movement::day);
    }

    static SortedMap<Key, Movement> byMonth(Collection<Movement> movements) {
        return summed(movements, movement -> movement.day().withDayOfMonth(1));
    }

    private static SortedMap<Key, Movement> summed(
            Collection<Movement> movements, Function<Movement, LocalDate> start) {
        SortedMap<Key, Movement> sums = new TreeMap<>();
        for (Movement movement : movements) {
            sums.merge(
                    new Key(movement.tokenRef(), start.apply(movement)), movement, Movement::plus);
        }
        return sums;
    }

    private Movement plus(Movement other) {
        return new Movement(
                tokenRef,
                day,
                requests + other.requests,
                Math.addExact(nanoUsd, other.nanoUsd),
                Math.addExact(correctedNanoUsd, other.correctedNanoUsd));
    }
}
