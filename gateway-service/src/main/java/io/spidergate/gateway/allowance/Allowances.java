package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.money.Money;
import java.util.concurrent.CompletionStage;

/// Rates and budgets of agents, spent locally.
///
/// A request takes from all counters that its token has or from none.
public interface Allowances {

    /// Takes one request and reserves `estimate` of the budget. Already completed as long as this
    /// gateway holds enough; otherwise completes when the owner has answered, on any thread. Never
    /// blocks, never completes exceptionally.
    ///
    /// @param estimate the most that the request can cost; zero when all candidates are free
    CompletionStage<AllowanceDecision> take(AgentToken token, Money estimate);
}
