package io.spidergate.contracts.vault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A credential without its secret.
///
/// @param preview first and last characters, such as `gsk_…4f2a`
/// @param probe absent until it has been probed
/// @param reference where the secret is, if it stays there
/// @param signIn only of one that came by signing in
public record CredentialView(
        CredentialId id,
        WorkspaceId workspace,
        String provider,
        String account,
        String label,
        String preview,
        boolean enabled,
        CredentialSettings settings,
        Instant createdAt,
        @Nullable ProbeView probe,
        @Nullable SignInView signIn,
        @Nullable String reference) {

    /// Whether gateways may be given it.
    @JsonIgnore
    public boolean isUsable() {
        return enabled && (signIn == null || signIn.ended() == null);
    }
}
