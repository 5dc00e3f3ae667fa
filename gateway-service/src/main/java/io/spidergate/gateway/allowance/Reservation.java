package io.spidergate.gateway.allowance;

import io.spidergate.money.Money;
import java.util.List;

/// What one request has taken. Ends exactly once, by `settle` or by `release`; later calls do
/// nothing.
public interface Reservation {

    /// The grants that its money was taken from, one of each budget, for the request's event.
    List<String> budgetGrants();

    /// The request cost this much and used so many tokens, which may be more than was reserved.
    void settle(Money actual, long tokens);

    /// The request was never sent: its rates and its money go back.
    void release();
}
