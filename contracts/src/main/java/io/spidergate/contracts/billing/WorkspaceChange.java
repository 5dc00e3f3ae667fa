package io.spidergate.contracts.billing;

import org.jspecify.annotations.Nullable;

/// What is to be different of a workspace; what is absent stays, as its id does for ever.
///
/// @param name for people, 1 to 100 characters
/// @param zone as the time zone database names it, such as `Europe/Berlin`
public record WorkspaceChange(@Nullable String name, @Nullable String zone) {}
