package io.spidergate.vault.credential;

import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.vault.envelope.Secret;
import java.util.List;

/// A credential that is not in the vault, held against the rules.
public sealed interface Entered {

    /// The caller closes the secret.
    record Valid(String provider, Secret secret, CredentialPurpose purpose, List<String> usageOf)
            implements Entered {}

    record Invalid(String field, String message) implements Entered {}
}
