package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.Counter;
import io.spidergate.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a request may go on.
public sealed interface AllowanceDecision {

    /// @param requestLimit standing of the tightest rate limit, for the answer's headers; null
    ///   without one
    /// @param budgetWarning a soft budget is used up: say so in the answer and go on
    record Taken(
            Reservation reservation,
            @Nullable RequestLimit requestLimit,
            @Nullable BudgetStanding budgetWarning)
            implements AllowanceDecision {}

    /// @param counter a rate counter
    record RateLimited(Counter counter, RequestLimit limit) implements AllowanceDecision {}

    record BudgetExceeded(BudgetStanding standing) implements AllowanceDecision {}

    /// The owner cannot be asked and what was granted is used up: a hard limit fails closed.
    record Unavailable(Counter counter, Instant retryAt) implements AllowanceDecision {}

    record RequestLimit(long limit, long remaining, Instant resetsAt) {}

    record BudgetStanding(Money spent, Money cap, Instant resetsAt) {}
}
