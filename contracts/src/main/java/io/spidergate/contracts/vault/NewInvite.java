package io.spidergate.contracts.vault;

import org.jspecify.annotations.Nullable;

/// Asks somebody to bring a key of a provider, without showing it to who asks.
///
/// @param workspace whose the key will be; the default one where absent
/// @param account the provider's account that the key will belong to; one of its own where absent,
///   as the key is another person's
/// @param label what people will call the key; the e-mail address or `invited` where absent
/// @param email where the link is sent, where the vault can send mail
/// @param message for the person, at most 1,000 characters
/// @param settings of the key, where they differ from what a new credential has
public record NewInvite(
        @Nullable String workspace,
        String provider,
        @Nullable String account,
        @Nullable String label,
        @Nullable String email,
        @Nullable String message,
        @Nullable SettingsChange settings) {}
