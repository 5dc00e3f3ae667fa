package io.spidergate.vault.credential;

import io.spidergate.contracts.vault.CredentialView;

/// What came of changing a credential.
public sealed interface Changed {

    /// @param credential as it is now
    record Done(CredentialView credential) implements Changed {}

    record NoSuchCredential() implements Changed {}

    record Invalid(String field, String message) implements Changed {}
}
