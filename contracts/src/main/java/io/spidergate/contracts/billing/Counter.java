package io.spidergate.contracts.billing;

/// What several gateways count together for one agent token or one budget.
public enum Counter {
    /// Requests in the minute of the clock.
    REQUESTS_PER_MINUTE,
    /// Requests in the UTC day.
    REQUESTS_PER_DAY,
    /// Tokens of prompts and answers in the minute of the clock.
    TOKENS_PER_MINUTE,
    /// Tokens of prompts and answers in the UTC day.
    TOKENS_PER_DAY,
    /// Requests that run at a time; what is taken comes back.
    CONCURRENT_REQUESTS,
    /// Nano-USD: of a token in the UTC calendar month, of a budget in its period.
    BUDGET
}
