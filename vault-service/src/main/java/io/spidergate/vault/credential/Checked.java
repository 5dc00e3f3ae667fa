package io.spidergate.vault.credential;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.vault.envelope.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A new credential after its fields were held against the rules.
sealed interface Checked {

    /// The caller closes the secret.
    ///
    /// @param secret or the reference to it, where there is one
    record Valid(
            WorkspaceId workspace,
            String provider,
            String account,
            String label,
            Secret secret,
            @Nullable String reference,
            CredentialSettings settings,
            CredentialPurpose purpose,
            List<String> usageOf)
            implements Checked {

        Entered with(Secret itself) {
            return new Entered.Valid(provider, itself, purpose, usageOf);
        }
    }

    /// @param message names field and limit, never a value: people paste keys into the wrong field
    record Invalid(String field, String message) implements Checked {}
}
