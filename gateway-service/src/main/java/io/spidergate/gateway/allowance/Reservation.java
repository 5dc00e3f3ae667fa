package io.spidergate.gateway.allowance;

import io.spidergate.money.Money;
import org.jspecify.annotations.Nullable;

/// What one request has taken. Ends exactly once, by `settle` or by `release`; later calls do
/// nothing.
public interface Reservation {

    /// The grant that the budget part was taken from, for the request's event; null for an agent
    /// without a budget.
    @Nullable String budgetGrant();

    /// The request cost this much and used so many tokens, which may be more than was reserved.
    void settle(Money actual, long tokens);

    /// The request was never sent: its rates and its money go back.
    void release();
}
