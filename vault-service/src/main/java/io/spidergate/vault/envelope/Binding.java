package io.spidergate.vault.envelope;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;

/// Whose secret a sealed row is; a row that is moved to another workspace, provider or id, or given
/// another purpose, does not open.
public record Binding(
        WorkspaceId workspace,
        String provider,
        CredentialId credential,
        CredentialPurpose purpose) {

    /// Different bindings have different bytes.
    byte[] associatedData() {
        // Rows were sealed without a purpose before there was more than one.
        return purpose == CredentialPurpose.REQUESTS
                ? Fields.encode(
                        "spidergate-credential-v1", workspace.value(), provider, credential.value())
                : Fields.encode(
                        "spidergate-credential-v2",
                        workspace.value(),
                        provider,
                        credential.value(),
                        purpose.name());
    }
}
