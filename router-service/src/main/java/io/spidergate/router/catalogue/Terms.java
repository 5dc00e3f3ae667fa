package io.spidergate.router.catalogue;

import org.jspecify.annotations.Nullable;

/// What a provider's terms mean for those who use it.
///
/// @param trainsOnData data may be used for training, unless the account has opted out
public record Terms(boolean trainsOnData, @Nullable String note) {}
