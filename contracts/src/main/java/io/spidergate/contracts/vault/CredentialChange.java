package io.spidergate.contracts.vault;

import org.jspecify.annotations.Nullable;

/// What is to be different in a credential; what is absent stays as it is. The secret stays.
///
/// @param enabled gateways drop a credential that is not within a second
public record CredentialChange(
        @Nullable String account,
        @Nullable String label,
        @Nullable Boolean enabled,
        @Nullable SettingsChange settings) {}
