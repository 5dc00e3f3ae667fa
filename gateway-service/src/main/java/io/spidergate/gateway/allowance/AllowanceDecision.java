package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.Counter;
import io.spidergate.contracts.billing.TokenBudget;
import io.spidergate.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a request may go on.
public sealed interface AllowanceDecision {

    /// @param rates for the answer's headers
    /// @param budgetWarning of a budget much is used up: say so in the answer and go on
    record Taken(Reservation reservation, Rates rates, @Nullable BudgetStanding budgetWarning)
            implements AllowanceDecision {}

    /// @param counter of requests or tokens
    /// @param used of it, with what this request would have taken
    /// @param rates with that of the counter
    record RateLimited(Counter counter, long used, long limit, Rates rates, Instant retryAt)
            implements AllowanceDecision {}

    /// No window holds a request of so many tokens.
    record TooLarge(Counter counter, long tokens, long limit) implements AllowanceDecision {}

    /// @param needed what the request may cost at most, which is more than what is left
    record BudgetExceeded(BudgetStanding standing, Money needed) implements AllowanceDecision {}

    /// The owner cannot be asked and what was granted is used up: a hard limit fails closed.
    record Unavailable(Counter counter, Instant retryAt) implements AllowanceDecision {}

    record RateStanding(long limit, long remaining, Instant resetsAt) {}

    /// Where the tightest windows stand; null where there is no limit.
    record Rates(@Nullable RateStanding requests, @Nullable RateStanding tokens) {

        public static final Rates NONE = new Rates(null, null);
    }

    /// @param budget null for the agent token's own of the month
    /// @param spent or set aside
    record BudgetStanding(@Nullable TokenBudget budget, Money spent, Money cap, Instant resetsAt) {

        public boolean isCeiling() {
            return budget != null && budget.ceiling();
        }
    }
}
