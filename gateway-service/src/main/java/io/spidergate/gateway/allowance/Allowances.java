package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.money.Money;
import java.util.concurrent.CompletionStage;

/// Rates and budgets of agents, spent locally.
///
/// A request takes from all counters that its token has or from none.
public interface Allowances {

    /// Takes one request and reserves `estimate` of tokens and budget. Already completed as long as
    /// this gateway holds enough; otherwise completes when the owner has answered, on any thread.
    /// Never blocks, never completes exceptionally.
    CompletionStage<AllowanceDecision> take(AgentToken token, Estimate estimate);

    /// Reserves more for a request that has been counted already: the budget alone is asked. The
    /// reservation holds room; what the request costs in all is settled with its first one.
    CompletionStage<AllowanceDecision> takeMore(AgentToken token, Money estimate);
}
