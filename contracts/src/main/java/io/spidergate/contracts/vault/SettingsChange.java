package io.spidergate.contracts.vault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be different in a credential's settings; what is absent stays as it is.
///
/// @param shared see [CredentialSettings]
/// @param priority see [CredentialSettings]
/// @param models in place of those before; empty means all
/// @param embeddings see [CredentialSettings]
/// @param requestsPerMinute see [CredentialSettings]; 0 takes the limit away
/// @param requestsPerDay see [CredentialSettings]; 0 takes the limit away
/// @param spendLimit see [CredentialSettings]; one of nothing takes the limit away
public record SettingsChange(
        @Nullable Boolean shared,
        @Nullable Integer priority,
        @Nullable List<String> models,
        @Nullable Boolean embeddings,
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerDay,
        @Nullable SpendLimit spendLimit) {

    public static final SettingsChange NONE =
            new SettingsChange(null, null, null, null, null, null, null);

    public CredentialSettings of(CredentialSettings before) {
        return new CredentialSettings(
                shared == null ? before.shared() : shared,
                priority == null ? before.priority() : priority,
                models == null ? before.models() : models,
                embeddings == null ? before.embeddings() : embeddings,
                limit(requestsPerMinute, before.requestsPerMinute()),
                limit(requestsPerDay, before.requestsPerDay()),
                spending(before.spendLimit()));
    }

    private @Nullable SpendLimit spending(@Nullable SpendLimit before) {
        if (spendLimit == null) {
            return before;
        }
        return spendLimit.nanoUsd() == 0 ? null : spendLimit;
    }

    private static @Nullable Long limit(@Nullable Long asked, @Nullable Long before) {
        if (asked == null) {
            return before;
        }
        return asked == 0 ? null : asked;
    }
}
