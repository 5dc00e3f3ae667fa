package io.spidergate.vault.credential;

import io.spidergate.contracts.vault.CredentialView;

/// What came of putting a credential in.
public sealed interface Added {

    record Created(CredentialView credential) implements Added {}

    /// The provider has this secret already.
    record AlreadyHeld(CredentialView credential) implements Added {}

    record Invalid(String field, String message) implements Added {}
}
