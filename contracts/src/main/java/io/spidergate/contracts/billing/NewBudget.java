package io.spidergate.contracts.billing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a budget.
///
/// @param workspace the default one where absent
/// @param name 1 to 100 characters, unique in its workspace
/// @param scope the whole workspace where absent; an agent by its token's name or reference, or by
///   its id
/// @param rolling the last 24 hours, 7 or 30 days at every moment, instead of the calendar's
/// @param limitNanoUsd from 0
/// @param soft warn and let pass instead of refusing
/// @param ceiling refuse by 429 with `Retry-After` instead of 402; not with `soft`
/// @param warnAtPercent at most 10, each 1 to 100; 80 where absent
public record NewBudget(
        @Nullable String workspace,
        String name,
        @Nullable BudgetScope scope,
        BudgetPeriod period,
        boolean rolling,
        long limitNanoUsd,
        boolean soft,
        boolean ceiling,
        @Nullable List<Integer> warnAtPercent) {}
