package io.spidergate.billing.budget;

import java.util.ArrayList;
import java.util.List;

/// Which of a budget's thresholds are passed when its spend grows. Pure.
///
/// Law: while spend only grows, each threshold of a budget is passed once, by whatever steps.
final class BudgetMarks {

    private static final int WHOLE = 100;

    private BudgetMarks() {}

    /// In percent, the whole limit as 100.
    static List<Integer> passed(Budget budget, long before, long after) {
        List<Integer> passed = new ArrayList<>();
        for (int percent : budget.warnAtPercent()) {
            if (percent < WHOLE && isPassed(budget.limitNanoUsd(), percent, before, after)) {
                passed.add(percent);
            }
        }
        if (isPassed(budget.limitNanoUsd(), WHOLE, before, after)) {
            passed.add(WHOLE);
        }
        return passed;
    }

    private static boolean isPassed(long limit, int percent, long before, long after) {
        // Rounded up, and at least something: nothing is not passed by nothing.
        long mark = Math.max(1, limit / WHOLE * percent + ((limit % WHOLE) * percent + 99) / WHOLE);
        return before < mark && mark <= after;
    }
}
