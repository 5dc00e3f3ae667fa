package io.spidergate.contracts.billing;

import java.time.Instant;
import java.util.List;

/// One grant or one denial for each ask.
public record AllowanceResponse(List<Grant> grants, List<Denial> denials) {

    public AllowanceResponse {
        grants = List.copyOf(grants);
        denials = List.copyOf(denials);
    }

    /// @param amount may be spent until `expiresAt`, in the counter's unit
    /// @param limit the whole limit of the window
    /// @param remaining what the owner can still grant in this window
    /// @param windowEndsAt when the counter starts anew
    public record Grant(
            String grantId,
            String tokenRef,
            Counter counter,
            long amount,
            long limit,
            long remaining,
            Instant windowEndsAt,
            Instant expiresAt) {}

    /// @param used what the ledger holds and what is granted, together
    /// @param retryAt earliest instant at which asking again can succeed
    public record Denial(
            String tokenRef,
            Counter counter,
            long limit,
            long used,
            Instant windowEndsAt,
            Instant retryAt) {}
}
