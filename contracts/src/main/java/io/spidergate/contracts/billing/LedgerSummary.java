package io.spidergate.contracts.billing;

/// Totals of the whole ledger, for audits that hold it against events and traces.
public record LedgerSummary(long entries, long requests, long totalNanoUsd) {}
