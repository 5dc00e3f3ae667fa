package io.spidergate.vault.credential;

import io.spidergate.contracts.vault.CredentialNotice;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.vault.envelope.Binding;
import io.spidergate.vault.envelope.SealedSecret;
import java.time.Instant;

/// A credential as the vault holds it.
///
/// @param version of the secret
/// @param revision grows with each change
public record StoredCredential(
        CredentialView view, int version, int revision, Instant changedAt, SealedSecret sealed) {

    public Binding binding() {
        return binding(view);
    }

    static Binding binding(CredentialView view) {
        return new Binding(view.workspace(), view.provider(), view.id(), view.purpose());
    }

    static StoredCredential first(CredentialView view, SealedSecret sealed, Instant at) {
        return new StoredCredential(view, 1, 1, at, sealed);
    }

    StoredCredential changed(CredentialView other, Instant at) {
        return new StoredCredential(other, version, revision + 1, at, sealed);
    }

    CredentialNotice notice() {
        return notice(view.isUsable());
    }

    /// @param usable whether gateways may ask for it
    CredentialNotice notice(boolean usable) {
        return new CredentialNotice(
                view.id(),
                view.provider(),
                view.account(),
                usable,
                version,
                changedAt,
                revision,
                view.workspace(),
                view.settings());
    }

    /// With another secret in place of the one before.
    StoredCredential resealed(CredentialView other, SealedSecret another, Instant at) {
        return new StoredCredential(other, version + 1, revision + 1, at, another);
    }

    /// The same with a fresh token inside.
    StoredCredential renewed(SealedSecret another) {
        return new StoredCredential(view, version, revision, changedAt, another);
    }

    /// That there is none any more.
    CredentialNotice farewell(Instant at) {
        return new StoredCredential(view, version + 1, revision + 1, at, sealed).notice(false);
    }
}
