package io.spidergate.contracts.vault;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider itself says that an account has used.
///
/// @param until the first UTC day that the provider was not asked about, or does not tell of yet
/// @param lines at most 20,000; a day without any has no use
public record ProviderUsage(String provider, String account, LocalDate until, List<Line> lines) {

    public static final int MAX_DAYS = 31;

    public ProviderUsage {
        lines = List.copyOf(lines);
    }

    /// @param day of UTC
    /// @param item a model or what else the provider sells, in its own words
    /// @param nanoUsd what the provider charges for it
    /// @param requests absent where the provider does not tell, as are tokens
    public record Line(
            LocalDate day,
            String item,
            long nanoUsd,
            @Nullable Long requests,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens) {}
}
