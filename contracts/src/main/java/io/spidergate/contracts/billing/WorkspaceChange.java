package io.spidergate.contracts.billing;

/// A workspace's new name for people; its id stays for ever.
///
/// @param name 1 to 100 characters
public record WorkspaceChange(String name) {}
