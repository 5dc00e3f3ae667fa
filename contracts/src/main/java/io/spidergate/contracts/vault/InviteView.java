package io.spidergate.contracts.vault;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invite as the administrator sees it; its link is told once, when it is made.
///
/// @param id such as `inv_…`
/// @param createdBy service name
/// @param credential what was brought by it
public record InviteView(
        String id,
        WorkspaceId workspace,
        String provider,
        String account,
        String label,
        @Nullable String email,
        @Nullable String message,
        State state,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable CredentialId credential) {

    /// Whether its link can still be used, and why not.
    public enum State {
        OPEN,
        EXPIRED,
        REVOKED,
        USED
    }
}
