package io.spidergate.vault.credential;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.vault.envelope.Binding;
import io.spidergate.vault.envelope.SealedSecret;
import java.time.Instant;

/// A credential as the vault holds it.
public record StoredCredential(
        WorkspaceId workspace,
        CredentialView view,
        int version,
        Instant changedAt,
        SealedSecret sealed) {

    public Binding binding() {
        return new Unsealed(workspace, view).binding();
    }

    /// A credential that still wants its secret.
    record Unsealed(WorkspaceId workspace, CredentialView view) {

        Binding binding() {
            return new Binding(workspace, view.provider(), view.id());
        }

        StoredCredential sealed(SealedSecret sealed, Instant at) {
            return new StoredCredential(workspace, view, 1, at, sealed);
        }
    }

    /// @param usable whether gateways may ask for it
    CredentialNotice notice(boolean usable, int asVersion, Instant at) {
        return new CredentialNotice(
                view.id(), view.provider(), view.account(), usable, asVersion, at);
    }
}
