package io.spidergate.contracts.routing;

import java.time.Instant;
import java.util.List;

/// What became of a gateway's words.
///
/// @param answeredAt the owner's clock: only differences to it mean something to a gateway
public record QuotaAnswer(Instant answeredAt, List<PoolAnswer> pools) {

    public QuotaAnswer {
        pools = List.copyOf(pools);
    }

    /// @param number of the word that this answers
    /// @param standing of the pool after it
    public record PoolAnswer(
            String pool,
            long number,
            List<Grant> grants,
            List<Denial> denials,
            List<Hold> holds,
            PoolStanding standing) {

        public PoolAnswer {
            grants = List.copyOf(grants);
            denials = List.copyOf(denials);
            holds = List.copyOf(holds);
        }
    }

    /// @param amount may be spent until `expiresAt`
    public record Grant(String grantId, QuotaUnit unit, long amount, Instant expiresAt) {}

    /// @param retryAt earliest instant at which asking for as much again can succeed
    public record Denial(QuotaUnit unit, long atLeast, Instant retryAt) {}

    /// A grant that goes on.
    ///
    /// @param outstanding what is neither spent nor given back
    public record Hold(String grantId, long outstanding, Instant expiresAt) {}
}
