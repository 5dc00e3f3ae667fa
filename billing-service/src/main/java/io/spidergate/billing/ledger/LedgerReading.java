package io.spidergate.billing.ledger;

/// Whether request events reach the ledger.
public interface LedgerReading {

    /// Whether events have been read since the start.
    boolean isReading();
}
