package io.spidergate.billing.allowance;

import io.spidergate.allowance.Window;
import io.spidergate.billing.budget.Budget;
import io.spidergate.contracts.billing.Counter;
import org.jspecify.annotations.Nullable;

/// A budget. One that was removed limits nobody: a gateway may not have heard of it yet.
record BudgetLimits(Budget budget) implements SubjectLimits {

    @Override
    public @Nullable Long limitOf(Counter counter) {
        return budget.removed() ? null : Long.valueOf(budget.limitNanoUsd());
    }

    @Override
    public boolean isHard(Counter counter) {
        return !budget.soft();
    }

    @Override
    public Window window(Counter counter) {
        return budget.window();
    }
}
