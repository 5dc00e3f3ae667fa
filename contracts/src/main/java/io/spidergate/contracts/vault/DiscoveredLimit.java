package io.spidergate.contracts.vault;

import io.spidergate.contracts.routing.QuotaUnit;
import org.jspecify.annotations.Nullable;

/// What a provider's answer tells of a limit of the account.
///
/// @param seconds length of the window
/// @param remaining what is left of it; absent where it is not told
public record DiscoveredLimit(QuotaUnit unit, long seconds, long limit, @Nullable Long remaining) {}
