package io.spidergate.contracts.billing;

import java.time.Instant;

/// A correction as it stands in the ledger.
///
/// @param entryId of its entry
/// @param spentNanoUsd what the token has spent in that month, this included
public record LedgerCorrection(
        String entryId,
        String tokenRef,
        long nanoUsd,
        String reason,
        String reference,
        Instant at,
        long spentNanoUsd) {}
