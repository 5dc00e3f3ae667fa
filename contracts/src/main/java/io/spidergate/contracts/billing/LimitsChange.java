package io.spidergate.contracts.billing;

import org.jspecify.annotations.Nullable;

/// What is to be different in an agent's limits; what is absent stays as it is, 0 takes a limit
/// away.
///
/// @param budgetNanoUsd see [AgentLimits]; 0 stands for no money at all, as there
/// @param budgetUnlimited takes the budget away
/// @param budgetSoft see [AgentLimits]
public record LimitsChange(
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerDay,
        @Nullable Long tokensPerMinute,
        @Nullable Long tokensPerDay,
        @Nullable Long concurrentRequests,
        @Nullable Long budgetNanoUsd,
        boolean budgetUnlimited,
        @Nullable Boolean budgetSoft) {

    public static final LimitsChange NONE =
            new LimitsChange(null, null, null, null, null, null, false, null);

    public LimitsChange {
        requireNotNegative("requestsPerMinute", requestsPerMinute);
        requireNotNegative("requestsPerDay", requestsPerDay);
        requireNotNegative("tokensPerMinute", tokensPerMinute);
        requireNotNegative("tokensPerDay", tokensPerDay);
        requireNotNegative("concurrentRequests", concurrentRequests);
        requireNotNegative("budgetNanoUsd", budgetNanoUsd);
    }

    public AgentLimits of(AgentLimits before) {
        Long budget = budgetNanoUsd == null ? before.budgetNanoUsd() : budgetNanoUsd;
        return new AgentLimits(
                limit(requestsPerMinute, before.requestsPerMinute()),
                limit(requestsPerDay, before.requestsPerDay()),
                limit(tokensPerMinute, before.tokensPerMinute()),
                limit(tokensPerDay, before.tokensPerDay()),
                limit(concurrentRequests, before.concurrentRequests()),
                budgetUnlimited ? null : budget,
                budgetSoft == null ? before.budgetSoft() : budgetSoft);
    }

    private static void requireNotNegative(String field, @Nullable Long limit) {
        if (limit != null && limit < 0) {
            throw new IllegalArgumentException(field + " must be at least 0, got " + limit);
        }
    }

    private static @Nullable Long limit(@Nullable Long asked, @Nullable Long before) {
        if (asked == null) {
            return before;
        }
        return asked == 0 ? null : asked;
    }
}
