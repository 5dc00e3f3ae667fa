package io.spidergate.contracts.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an operator adds to what a token has spent, or takes away from it.
///
/// @param nanoUsd more than zero where too little was charged, less where too much
/// @param reason for whoever reads the ledger, 1 to 500 characters
/// @param reference what it refers to, such as a request id or an invoice, 1 to 200 characters; one
///   correction a token and reference
/// @param at whose UTC month it belongs to; now where absent
public record NewCorrection(
        String tokenRef, long nanoUsd, String reason, String reference, @Nullable Instant at) {}
