package io.spidergate.vault.invite;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.InviteView;
import io.spidergate.contracts.vault.InviteView.State;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.SettingsChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invite to bring a key.
///
/// @param settings of the credential that it will become
/// @param credential what was brought by it
record Invite(
        String id,
        WorkspaceId workspace,
        String provider,
        String account,
        String label,
        SettingsChange settings,
        @Nullable String email,
        @Nullable String message,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        boolean revoked,
        @Nullable CredentialId credential) {

    /// That its link was used stays true after it was revoked or its time was over.
    State state(Instant now) {
        if (credential != null) {
            return State.USED;
        }
        if (revoked) {
            return State.REVOKED;
        }
        return now.isBefore(expiresAt) ? State.OPEN : State.EXPIRED;
    }

    NewCredential with(String secret) {
        return NewCredential.forRequests(
                workspace.value(), provider, account, label, secret, null, settings);
    }

    /// Whether only the invite's own workspace will use the key.
    boolean isPrivate() {
        return !Boolean.TRUE.equals(settings.shared());
    }

    InviteView view(Instant now) {
        return new InviteView(
                id,
                workspace,
                provider,
                account,
                label,
                email,
                message,
                state(now),
                createdBy,
                createdAt,
                expiresAt,
                credential);
    }
}
