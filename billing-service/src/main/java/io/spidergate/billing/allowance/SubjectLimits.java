package io.spidergate.billing.allowance;

import io.spidergate.allowance.Window;
import io.spidergate.contracts.billing.Counter;
import org.jspecify.annotations.Nullable;

/// What one subject of counters may use, as its row says in this moment.
sealed interface SubjectLimits permits TokenLimits, BudgetLimits {

    /// Nothing where it may not be used; null where there is no limit.
    @Nullable Long limitOf(Counter counter);

    boolean isHard(Counter counter);

    Window window(Counter counter);
}
