package io.spidergate.contracts.vault;

import io.spidergate.contracts.routing.Capability;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A model as its provider's own list has it. Few lists say more than the name.
///
/// @param contextTokens 0 where the list does not say
/// @param maxOutputTokens 0 where the list does not say
/// @param capabilities empty where the list does not say
/// @param price absent where the list does not say
public record RosterEntry(
        String id,
        int contextTokens,
        int maxOutputTokens,
        Set<Capability> capabilities,
        @Nullable Price price) {

    /// US dollars for one million tokens.
    ///
    /// @param cachedInput absent where the list does not say
    public record Price(BigDecimal input, @Nullable BigDecimal cachedInput, BigDecimal output) {}

    public RosterEntry {
        capabilities = Set.copyOf(capabilities);
    }
}
