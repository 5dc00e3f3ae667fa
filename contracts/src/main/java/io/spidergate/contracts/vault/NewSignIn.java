package io.spidergate.contracts.vault;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Begins a sign-in at a provider.
///
/// @param workspace whose the credential will be; the default one where absent
/// @param account as of {@link NewCredential}
/// @param label what people will call it; who has signed in, where absent
/// @param redirect where the provider sends the browser back to
/// @param settings of the credential, where they differ from what a new one has
public record NewSignIn(
        String provider,
        @Nullable String workspace,
        @Nullable String account,
        @Nullable String label,
        URI redirect,
        @Nullable SettingsChange settings) {}
