package io.spidergate.contracts.billing;

import org.jspecify.annotations.Nullable;

/// Asks for a workspace.
///
/// @param id such as `ws_acme`
/// @param name for people, 1 to 100 characters; the id where absent
/// @param zone as the time zone database names it, such as `Europe/Berlin`; UTC where absent
public record NewWorkspace(String id, @Nullable String name, @Nullable String zone) {}
