package io.spidergate.simulator;

/// What one call takes of the windows of a quota, besides itself.
record Spending(long inputTokens, long outputTokens) {

    long of(QuotaRule.Unit unit) {
        return switch (unit) {
            case REQUESTS -> 1;
            case TOKENS -> inputTokens + outputTokens;
            case INPUT_TOKENS -> inputTokens;
            case OUTPUT_TOKENS -> outputTokens;
        };
    }
}
