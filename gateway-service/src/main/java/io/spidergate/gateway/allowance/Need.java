package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.Counter;
import io.spidergate.money.Money;

/// What is to be taken from an agent's counters at once.
///
/// @param requests 1, or 0 for more money of a request that has been counted
record Need(int requests, Estimate estimate) {

    /// An answer whose length nobody has named may be short: for it no more than this part of a
    /// window is set aside, or one request would hold up all others.
    private static final int PART_OF_A_WINDOW = 8;

    static Need request(Estimate estimate) {
        return new Need(1, estimate);
    }

    static Need more(Money money) {
        return new Need(0, Estimate.of(money));
    }

    /// The most that it can use.
    long most(Counter counter, long limit) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, CONCURRENT_REQUESTS -> requests;
            case TOKENS_PER_MINUTE, TOKENS_PER_DAY -> mostTokens(limit);
            case BUDGET -> estimate.money().nanoUsd();
        };
    }

    private long mostTokens(long limit) {
        long open = Math.min(estimate.tokens(), Math.max(1, limit / PART_OF_A_WINDOW));
        return Math.max(open, Math.min(estimate.leastTokens(), limit));
    }

    /// What has to be set aside: where there is no more, an answer whose length nobody has named
    /// gets what there is.
    long least(Counter counter, long limit) {
        return switch (counter) {
            case TOKENS_PER_MINUTE, TOKENS_PER_DAY ->
                    Math.min(most(counter, limit), Math.max(1, estimate.leastTokens()));
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, CONCURRENT_REQUESTS, BUDGET ->
                    most(counter, limit);
        };
    }

    /// Even a window of its own would not hold it.
    boolean isBeyond(Counter counter, long limit) {
        return switch (counter) {
            case TOKENS_PER_MINUTE, TOKENS_PER_DAY -> estimate.leastTokens() > limit;
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, CONCURRENT_REQUESTS, BUDGET -> false;
        };
    }
}
