package io.spidergate.contracts.vault;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a credential may be used, as whoever brought it wants.
///
/// @param shared all workspaces may use it; otherwise its own alone, which prefers it
/// @param priority from 0 to 100: of those that could serve as well, the higher ones come first
/// @param models the only ones of its provider that it is used for, `*` at the end as wildcard;
///   empty means all
/// @param embeddings whether it is used for embeddings
/// @param requestsPerMinute with this credential, in any 60 seconds, on all gateways together; null
///   means unlimited
/// @param requestsPerDay the same from midnight to midnight, UTC
/// @param spendLimit null means unlimited
public record CredentialSettings(
        boolean shared,
        int priority,
        List<String> models,
        boolean embeddings,
        @Nullable Long requestsPerMinute,
        @Nullable Long requestsPerDay,
        @Nullable SpendLimit spendLimit) {

    public static final int MAX_PRIORITY = 100;
    public static final int MAX_MODELS = 100;
    public static final long MAX_REQUESTS = 1_000_000_000L;

    /// Of a credential that nobody has said anything about: it stays with its workspace.
    public static final CredentialSettings DEFAULT =
            new CredentialSettings(false, 10, List.of(), true, null, null, null);

    public CredentialSettings {
        models = List.copyOf(models);
    }

    public CredentialSettings withShared(boolean other) {
        return new CredentialSettings(
                other, priority, models, embeddings, requestsPerMinute, requestsPerDay, spendLimit);
    }

    @JsonIgnore
    public boolean isLimited() {
        return requestsPerMinute != null || requestsPerDay != null || spendLimit != null;
    }

    public boolean allowsModel(String upstreamModel) {
        return models.isEmpty() || models.stream().anyMatch(it -> matches(it, upstreamModel));
    }

    private static boolean matches(String pattern, String model) {
        return pattern.endsWith("*")
                ? model.startsWith(pattern.substring(0, pattern.length() - 1))
                : model.equals(pattern);
    }
}
