package io.spidergate.billing.budget;

import io.spidergate.contracts.billing.BudgetView;

/// What became of a budget that was to be made or changed.
sealed interface BudgetStored {

    record Done(BudgetView view) implements BudgetStored {}

    record NoSuchBudget() implements BudgetStored {}

    record NoSuchWorkspace() implements BudgetStored {}

    record NoSuchAgent() implements BudgetStored {}

    record NameTaken() implements BudgetStored {}
}
