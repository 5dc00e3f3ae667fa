package io.spidergate.contracts.billing;

import java.util.List;

/// A gateway gives back what it did not use and asks for more, in one call for many agents.
///
/// @param gatewayId the process; its grants end with it
public record AllowanceRequest(String gatewayId, List<Ask> asks, List<Return> returns) {

    /// Of 300 agents with every limit.
    public static final int MAX_ASKS = 2_000;

    public static final int MAX_RETURNS = 10_000;

    public AllowanceRequest {
        asks = List.copyOf(asks);
        returns = List.copyOf(returns);
    }

    /// @param subject an agent token's reference or, for [Counter#BUDGET], a budget's id
    /// @param atLeast what one request needs now; nothing is granted when less is left
    /// @param wanted what the gateway would like to hold; the owner decides
    public record Ask(String subject, Counter counter, long atLeast, long wanted) {}

    /// A word about a grant: it keeps it alive, and gives back what is not needed.
    ///
    /// @param unused given back of this grant in all, so that saying it twice changes nothing
    /// @param over used beyond this grant in all, by requests that took more than was reserved; not
    ///   of a budget, for which the ledger tells
    public record Return(String grantId, long unused, long over) {}
}
