package io.spidergate.contracts.billing;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook as its operator sees it; its secret is never in it.
///
/// @param id `whk_…`
/// @param types empty for all
/// @param disabledReason for people; absent unless it is disabled
/// @param failingSince of the first attempt that failed with none after it that did not
/// @param previousUntil until when the secret before the last rotation signs too
/// @param waiting deliveries that are not delivered and not given up
public record WebhookView(
        String id,
        WorkspaceId workspace,
        String url,
        List<NoticeType> types,
        String description,
        State state,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        @Nullable Instant previousUntil,
        Instant createdAt,
        long waiting) {

    public WebhookView {
        types = List.copyOf(types);
    }

    public enum State {
        @JsonProperty("active")
        ACTIVE,
        /// By its operator: notices are kept for it.
        @JsonProperty("paused")
        PAUSED,
        /// By itself, as it failed for days or said 410: it gets no new notices.
        @JsonProperty("disabled")
        DISABLED
    }
}
