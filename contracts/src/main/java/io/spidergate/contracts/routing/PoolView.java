package io.spidergate.contracts.routing;

import org.jspecify.annotations.Nullable;

/// A quota pool, and how it stands.
///
/// @param sharesWith the pool under whose name it is counted, because both have turned out to be
///   one quota; absent where it is counted by itself
public record PoolView(QuotaPool pool, PoolStanding standing, @Nullable String sharesWith) {}
