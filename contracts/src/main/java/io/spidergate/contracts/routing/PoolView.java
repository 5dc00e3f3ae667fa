package io.spidergate.contracts.routing;

/// A quota pool, and how it stands.
public record PoolView(QuotaPool pool, PoolStanding standing) {}
