package io.spidergate.vault.envelope;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;

/// Whose secret a sealed row is; a row that is moved to another workspace, provider or id does not
/// open.
public record Binding(WorkspaceId workspace, String provider, CredentialId credential) {

    /// Different bindings have different bytes.
    byte[] associatedData() {
        return Fields.encode(
                "spidergate-credential-v1", workspace.value(), provider, credential.value());
    }
}
