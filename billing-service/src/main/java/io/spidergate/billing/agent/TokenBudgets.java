package io.spidergate.billing.agent;

import io.spidergate.billing.budget.Budget;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.TokenBudget;
import java.util.List;

/// The budgets that an agent token's requests count in. Pure.
final class TokenBudgets {

    private TokenBudgets() {}

    static List<TokenBudget> of(AgentToken token, List<Budget> budgets) {
        return budgets.stream()
                .filter(budget ->
                        budget.concerns(
                                token.workspace().value(), token.agent().value(), token.tags()))
                .map(TokenBudgets::of)
                .toList();
    }

    private static TokenBudget of(Budget budget) {
        return new TokenBudget(
                budget.id(),
                budget.name(),
                budget.soft(),
                budget.ceiling(),
                budget.firstWarning(),
                budget.version());
    }
}
