package io.spidergate.contracts.billing;

import java.time.Instant;
import java.util.List;

/// One grant or one denial for each ask, one hold for each return whose grant is still known.
///
/// @param answeredAt the owner's clock: only differences to it mean something to a gateway
public record AllowanceResponse(
        Instant answeredAt, List<Grant> grants, List<Denial> denials, List<Hold> holds) {

    public AllowanceResponse {
        grants = List.copyOf(grants);
        denials = List.copyOf(denials);
        holds = List.copyOf(holds);
    }

    /// @param amount may be spent until `expiresAt`, in the counter's unit
    /// @param limit the whole limit of the window
    /// @param remaining what the owner can still grant in this window
    /// @param windowEndsAt when the counter starts anew
    public record Grant(
            String grantId,
            String subject,
            Counter counter,
            long amount,
            long limit,
            long remaining,
            Instant windowEndsAt,
            Instant expiresAt) {}

    /// @param used what the ledger holds and what is granted, together
    /// @param retryAt earliest instant at which asking again can succeed
    public record Denial(
            String subject,
            Counter counter,
            long limit,
            long used,
            Instant windowEndsAt,
            Instant retryAt) {}

    /// A grant that goes on.
    ///
    /// @param outstanding what is neither returned nor in the ledger; nothing more is to be said of
    ///   a grant once this is zero
    public record Hold(String grantId, long outstanding, Instant expiresAt) {}
}
