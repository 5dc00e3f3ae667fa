package io.spidergate.vault.credential;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.SettingsChange;

/// A sign-in on its way into the vault.
///
/// @param subject who has signed in, as the provider says; the same person's next one replaces it
public record SignedIn(
        WorkspaceId workspace,
        String provider,
        String account,
        String label,
        SettingsChange settings,
        String subject,
        Grant grant,
        TokenTimes times) {}
