package io.spidergate.contracts.vault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells the suite that a credential exists or has changed; the router builds deployments from it,
/// gateways drop revoked leases.
///
/// @param version of the secret; a lease of an older version must not be used
/// @param revision grows with each change of the credential
/// @param workspace whose it is
public record CredentialNotice(
        CredentialId id,
        String provider,
        String account,
        boolean enabled,
        int version,
        Instant changedAt,
        int revision,
        WorkspaceId workspace,
        CredentialSettings settings) {

    /// Notices that were written before there were settings are still on the topic until their
    /// vault has started again; then every workspace could use every credential.
    private static final CredentialSettings BEFORE_SETTINGS =
            CredentialSettings.DEFAULT.withShared(true);

    public CredentialNotice(
            CredentialId id,
            String provider,
            String account,
            boolean enabled,
            int version,
            Instant changedAt,
            int revision,
            @Nullable WorkspaceId workspace,
            @Nullable CredentialSettings settings) {
        this.id = id;
        this.provider = provider;
        this.account = account;
        this.enabled = enabled;
        this.version = version;
        this.changedAt = changedAt;
        this.revision = revision;
        this.workspace = workspace == null ? WorkspaceId.DEFAULT : workspace;
        this.settings = settings == null ? BEFORE_SETTINGS : settings;
    }

    /// Only its workspace may use it.
    @JsonIgnore
    public boolean isPrivate() {
        return !settings.shared();
    }
}
