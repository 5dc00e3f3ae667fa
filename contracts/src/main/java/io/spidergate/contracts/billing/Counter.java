package io.spidergate.contracts.billing;

/// What several gateways count together for one agent token.
public enum Counter {
    /// Requests in the minute of the clock.
    REQUESTS_PER_MINUTE,
    /// Requests in the UTC day.
    REQUESTS_PER_DAY,
    /// Nano-USD in the UTC calendar month.
    BUDGET
}
