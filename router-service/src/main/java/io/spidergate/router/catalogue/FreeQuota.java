package io.spidergate.router.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a provider gives away, as published; a starting point that its answers correct.
///
/// @param scope where the provider counts
/// @param reset when a window starts anew
public record FreeQuota(
        String scope,
        String reset,
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerDay,
        @Nullable Long tokensPerMinute,
        @Nullable Long tokensPerDay,
        LocalDate asOf) {

    public FreeQuota {
        Require.text("scope", scope);
        Require.text("reset", reset);
        Require.present("as_of", asOf);
    }
}
