package io.spidergate.vault.credential;

import io.spidergate.vault.envelope.Secret;

/// A credential that is not in the vault, held against the rules.
public sealed interface Entered {

    /// The caller closes the secret.
    record Valid(String provider, Secret secret) implements Entered {}

    record Invalid(String field, String message) implements Entered {}
}
