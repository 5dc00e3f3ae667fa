package io.spidergate.contracts.billing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What will have been spent at the end of the UTC month, and when budgets will be used up, if all
/// goes on as it did lately.
///
/// @param method how that was found, for people
/// @param monthEndsAt the first instant of the next month
/// @param spentNanoUsd in this month
/// @param perDayNanoUsd lately
/// @param monthEndNanoUsd at the month's end
/// @param budgets of live tokens and of what else has one, what is used up first first
public record SpendForecast(
        String method,
        Instant monthEndsAt,
        long spentNanoUsd,
        long perDayNanoUsd,
        long monthEndNanoUsd,
        List<OfBudget> budgets) {

    public SpendForecast {
        budgets = List.copyOf(budgets);
    }

    /// @param subject a token's reference or a budget's id
    /// @param spentNanoUsd in this month, or in the budget's present period
    /// @param usedUpAt absent where that is not before the month's end, or before the budget
    ///   resets; in the past where it is so already
    public record OfBudget(
            String subject,
            String name,
            long limitNanoUsd,
            long spentNanoUsd,
            long perDayNanoUsd,
            @Nullable Instant usedUpAt) {}
}
