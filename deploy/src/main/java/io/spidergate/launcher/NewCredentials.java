package io.spidergate.launcher;

import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.SettingsChange;
import org.jspecify.annotations.Nullable;

/// Keys as a command line gives them.
final class NewCredentials {

    private NewCredentials() {}

    /// @param workspace that alone may use the key; all may where absent
    static NewCredential of(
            @Nullable String workspace, String provider, String account, String key) {
        return workspace == null
                ? NewCredential.shared(provider, account, provider, key)
                : new NewCredential(workspace, provider, account, provider, key, null, null);
    }

    /// @param reference where the key stays
    static NewCredential at(
            @Nullable String workspace, String provider, String account, String reference) {
        return new NewCredential(
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
