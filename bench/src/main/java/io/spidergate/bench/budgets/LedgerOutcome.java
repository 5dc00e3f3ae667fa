package io.spidergate.bench.budgets;

import java.util.Map;

/// What the ledger made of the events. Pure.
///
/// @param told what the producer counted
/// @param ledger what was added to the ledger's own sum
/// @param projections what was added to the budgets' counters
/// @param perSecond events consumed while nothing was away
/// @param outages seconds by what was away
record LedgerOutcome(
        Count told,
        Count ledger,
        Count projections,
        long deadLetters,
        long deadlocks,
        double perSecond,
        Map<String, Double> outages) {

    /// @param nanoUsd sum of them
    record Count(long entries, long nanoUsd) {

        Count minus(Count before) {
            return new Count(entries - before.entries, nanoUsd - before.nanoUsd);
        }
    }

    long difference() {
        return Math.abs(told.nanoUsd() - ledger.nanoUsd());
    }

    long miscounted() {
        return Math.abs(told.entries() - ledger.entries());
    }

    long drift() {
        return Math.abs(ledger.nanoUsd() - projections.nanoUsd());
    }
}
