package io.spidergate.bench.budgets;

import java.util.Map;

/// What the ledger made of the events. Pure.
///
/// @param told what the producer counted
/// @param ledger what was added to the ledger's own sum
/// @param drift what the suite's own audit then found
/// @param auditSeconds how long that took
/// @param perSecond events consumed while nothing was away
/// @param cpuMicros of billing, database and broker together, for each of them
/// @param outages seconds by what was away
record LedgerOutcome(
        Count told,
        Count ledger,
        long drift,
        double auditSeconds,
        long deadLetters,
        long deadlocks,
        double perSecond,
        double cpuMicros,
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
}
