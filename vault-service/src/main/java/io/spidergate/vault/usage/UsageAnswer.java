package io.spidergate.vault.usage;

import io.spidergate.contracts.vault.ProviderUsage.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider has answered.
sealed interface UsageAnswer {

    /// @param next the page after it; absent where it is the last one
    record Page(List<Line> lines, @Nullable String next) implements UsageAnswer {

        public Page {
            lines = List.copyOf(lines);
        }
    }

    /// It is not what the provider's documents say.
    ///
    /// @param why for people, without the provider's own words
    record NotUnderstood(String why) implements UsageAnswer {}
}
