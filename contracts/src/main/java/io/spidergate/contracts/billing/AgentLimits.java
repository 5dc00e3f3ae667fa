package io.spidergate.contracts.billing;

import org.jspecify.annotations.Nullable;

/// What an agent may use; an absent limit does not limit.
///
/// @param requestsPerMinute in each minute of the clock
/// @param requestsPerDay in each UTC day
/// @param budgetNanoUsd in each UTC calendar month
/// @param budgetSoft warn and let pass instead of refusing
public record AgentLimits(
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerDay,
        @Nullable Long budgetNanoUsd,
        boolean budgetSoft) {

    public static final AgentLimits NONE = new AgentLimits(null, null, null, false);

    public AgentLimits {
        requirePositive("requestsPerMinute", requestsPerMinute);
        requirePositive("requestsPerDay", requestsPerDay);
        if (budgetNanoUsd != null && budgetNanoUsd < 0) {
            throw new IllegalArgumentException(
                    "budgetNanoUsd must be at least 0, got " + budgetNanoUsd);
        }
    }

    private static void requirePositive(String field, @Nullable Long limit) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException(field + " must be at least 1, got " + limit);
        }
    }
}
