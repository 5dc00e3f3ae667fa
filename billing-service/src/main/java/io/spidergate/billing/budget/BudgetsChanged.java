package io.spidergate.billing.budget;

/// Who has to hear that agent tokens count in other budgets than before.
public interface BudgetsChanged {

    /// Waits a little until gateways are told.
    void publishSoon();
}
