package io.spidergate.contracts.billing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be different of a budget; what is absent stays. What it counts stays for ever: for
/// something else there is another budget.
public record BudgetChange(
        @Nullable String name,
        @Nullable Long limitNanoUsd,
        @Nullable Boolean soft,
        @Nullable Boolean ceiling,
        @Nullable List<Integer> warnAtPercent) {}
