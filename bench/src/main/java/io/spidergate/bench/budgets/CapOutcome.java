package io.spidergate.bench.budgets;

/// What became of one hard cap. All in nano-USD but `restartSeconds`. Pure.
///
/// @param settled sum of its ledger entries after everything had come to rest
/// @param ledgerAtExpiry the same one expiry after the last request ended or its gateway died
/// @param availableAtExpiry what could be granted in that moment
/// @param drift what the suite's own audit then found
/// @param answered what callers got answers for
/// @param provided what the provider gave whole answers for
/// @param restartSeconds from the kill until the gateway served again
record CapOutcome(
        long cap,
        long settled,
        long ledgerAtExpiry,
        long availableAtExpiry,
        long drift,
        long answered,
        long provided,
        double restartSeconds) {

    /// What a call can cost was reserved to the nano-dollar, so that no error of estimates excuses
    /// anything.
    long overspend() {
        return Math.max(0, settled - cap);
    }

    long phantomBlock() {
        return Math.abs(availableAtExpiry - (cap - ledgerAtExpiry));
    }

    /// What could not be spent by whoever wanted to.
    long unspendable() {
        return Math.max(0, cap - settled);
    }

    /// Answered, and not in the ledger.
    long lost() {
        return Math.max(0, answered - settled);
    }

    /// Answered by the provider to a gateway that had died.
    long unknown() {
        return provided - settled;
    }
}
