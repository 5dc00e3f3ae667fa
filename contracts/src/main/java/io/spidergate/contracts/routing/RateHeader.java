package io.spidergate.contracts.routing;

import org.jspecify.annotations.Nullable;

/// Where the answers of a provider tell how a window stands.
///
/// @param seconds length of the window that they tell of
/// @param limit name of the header with the window's limit, in lower case
/// @param remaining what is left
/// @param used how much of a plan is used, in hundredths
/// @param reset when it is whole again, in any form
public record RateHeader(
        QuotaUnit unit,
        long seconds,
        @Nullable String limit,
        @Nullable String remaining,
        @Nullable String used,
        @Nullable String reset) {

    /// Where what is left is told, not what is used.
    public RateHeader(
            QuotaUnit unit,
            long seconds,
            @Nullable String limit,
            @Nullable String remaining,
            @Nullable String reset) {
        this(unit, seconds, limit, remaining, null, reset);
    }
}
