package io.spidergate.contracts.billing;

import org.jspecify.annotations.Nullable;

/// Asks for a workspace.
///
/// @param id such as `ws_acme`
/// @param name for people, 1 to 100 characters; the id where absent
public record NewWorkspace(String id, @Nullable String name) {}
