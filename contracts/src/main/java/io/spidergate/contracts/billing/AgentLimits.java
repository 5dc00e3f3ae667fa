package io.spidergate.contracts.billing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/// What an agent may use; an absent limit does not limit.
///
/// @param requestsPerMinute in each minute of the clock
/// @param requestsPerDay in each UTC day
/// @param tokensPerMinute of prompts and answers, in each minute of the clock
/// @param tokensPerDay in each UTC day
/// @param concurrentRequests that run at a time, on all gateways together
/// @param budgetNanoUsd in each UTC calendar month
/// @param budgetSoft warn and let pass instead of refusing
public record AgentLimits(
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerDay,
        @Nullable Long tokensPerMinute,
        @Nullable Long tokensPerDay,
        @Nullable Long concurrentRequests,
        @Nullable Long budgetNanoUsd,
        boolean budgetSoft) {

    public static final AgentLimits NONE = new AgentLimits(null, null, null, false);
    private static final AgentLimits SOFTLY_NONE = new AgentLimits(null, null, null, true);

    public AgentLimits {
        requirePositive("requestsPerMinute", requestsPerMinute);
        requirePositive("requestsPerDay", requestsPerDay);
        requirePositive("tokensPerMinute", tokensPerMinute);
        requirePositive("tokensPerDay", tokensPerDay);
        requirePositive("concurrentRequests", concurrentRequests);
        if (budgetNanoUsd != null && budgetNanoUsd < 0) {
            throw new IllegalArgumentException(
                    "budgetNanoUsd must be at least 0, got " + budgetNanoUsd);
        }
    }

    /// Of requests and money alone.
    public AgentLimits(
            @Nullable Long requestsPerMinute,
            @Nullable Long requestsPerDay,
            @Nullable Long budgetNanoUsd,
            boolean budgetSoft) {
        this(requestsPerMinute, requestsPerDay, null, null, null, budgetNanoUsd, budgetSoft);
    }

    /// Null where there is no limit.
    public @Nullable Long of(Counter counter) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE -> requestsPerMinute;
            case REQUESTS_PER_DAY -> requestsPerDay;
            case TOKENS_PER_MINUTE -> tokensPerMinute;
            case TOKENS_PER_DAY -> tokensPerDay;
            case CONCURRENT_REQUESTS -> concurrentRequests;
            case BUDGET -> budgetNanoUsd;
        };
    }

    @JsonIgnore
    public boolean isUnlimited() {
        return equals(NONE) || equals(SOFTLY_NONE);
    }

    private static void requirePositive(String field, @Nullable Long limit) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException(field + " must be at least 1, got " + limit);
        }
    }
}
