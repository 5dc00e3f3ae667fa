package io.spidergate.contracts.vault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A provider's secret on its way into the vault; the only record of the suite that carries one.
///
/// @param workspace whose it is; the default one where absent
/// @param account the provider's account that the secret belongs to; `default` unless there are
///   several
/// @param label what people call it
/// @param reference where the secret is, if it stays there: `file:…` or `hcvault:…`; then there is
///   no secret here
/// @param settings where they differ from what a new credential has
/// @param purpose `requests` where absent
/// @param usageOf see [CredentialView]; only of one whose purpose is `usage`
public record NewCredential(
        @Nullable String workspace,
        String provider,
        String account,
        String label,
        @Nullable String secret,
        @Nullable String reference,
        @Nullable SettingsChange settings,
        @Nullable CredentialPurpose purpose,
        @Nullable List<String> usageOf) {

    /// One that requests are sent with.
    public static NewCredential forRequests(
            @Nullable String workspace,
            String provider,
            String account,
            String label,
            @Nullable String secret,
            @Nullable String reference,
            @Nullable SettingsChange settings) {
        return new NewCredential(
                workspace, provider, account, label, secret, reference, settings, null, null);
    }

    /// One of the default workspace that all workspaces may use.
    public static NewCredential shared(
            String provider, String account, String label, String secret) {
        return forRequests(
                null,
                provider,
                account,
                label,
                secret,
                null,
                new SettingsChange(true, null, null, null, null, null, null));
    }

    @Override
    public String toString() {
        return "NewCredential[workspace=%s, provider=%s, account=%s, label=%s, reference=%s, secret=***]"
                .formatted(workspace, provider, account, label, reference);
    }
}
