package io.spidergate.vault.signin;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.SettingsChange;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sign-in that has begun. The vault keeps nothing of it: whoever began it holds it, signed.
///
/// @param id of nothing else; verifier, state and nonce are derived from it
/// @param clientId as whom the vault asks, where the provider wants to know
/// @param boundTo the invite by which it was begun; empty where it was none
record Attempt(
        String id,
        String provider,
        WorkspaceId workspace,
        String account,
        @Nullable String label,
        @Nullable SettingsChange settings,
        URI redirect,
        @Nullable String clientId,
        String boundTo,
        Instant expiresAt) {

    NewCredential with(String secret) {
        return NewCredential.forRequests(
                workspace.value(),
                provider,
                account,
                label == null ? provider : label,
                secret,
                null,
                settings);
    }
}
