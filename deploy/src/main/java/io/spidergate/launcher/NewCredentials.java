package io.spidergate.launcher;

import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.SettingsChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keys as a command line gives them.
final class NewCredentials {

    private NewCredentials() {}

    /// @param workspace that alone may use the key; all may where absent
    static NewCredential of(
            @Nullable String workspace, String provider, String account, String key) {
        return workspace == null
                ? NewCredential.shared(provider, account, provider, key)
                : NewCredential.forRequests(
                        workspace, provider, account, provider, key, null, null);
    }

    /// One that usage is read with.
    ///
    /// @param usageOf parts of the account; empty for all
    static NewCredential forUsage(
            @Nullable String workspace,
            String provider,
            String account,
            @Nullable String key,
            @Nullable String reference,
            List<String> usageOf) {
        return new NewCredential(
                workspace,
                provider,
                account,
                provider + " usage",
                key,
                reference,
                null,
                CredentialPurpose.USAGE,
                usageOf);
    }

    /// @param reference where the key stays
    static NewCredential at(
            @Nullable String workspace, String provider, String account, String reference) {
        return NewCredential.forRequests(
                workspace,
                provider,
                account,
                provider,
                null,
                reference,
                workspace == null
                        ? new SettingsChange(true, null, null, null, null, null, null)
                        : null);
    }
}
