package io.spidergate.billing.notice;

import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.WebhookChange;
import io.spidergate.contracts.billing.WebhookView;
import io.spidergate.contracts.billing.WebhookView.State;
import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook with its sealed secrets.
///
/// @param previousSecret of before the last rotation, until `previousUntil`
record StoredWebhook(
        String id,
        WorkspaceId workspace,
        String url,
        List<NoticeType> types,
        String description,
        State state,
        @Nullable String disabledReason,
        @Nullable Instant failingSince,
        byte[] secret,
        byte @Nullable [] previousSecret,
        @Nullable Instant previousUntil,
        Instant createdAt) {

    StoredWebhook with(WebhookChange change) {
        Boolean paused = change.paused();
        boolean stays = paused == null;
        return new StoredWebhook(
                id,
                workspace,
                change.url() == null ? url : change.url(),
                change.types() == null ? types : List.copyOf(change.types()),
                change.description() == null ? description : change.description(),
                paused == null ? state : paused ? State.PAUSED : State.ACTIVE,
                stays ? disabledReason : null,
                stays ? failingSince : null,
                secret,
                previousSecret,
                previousUntil,
                createdAt);
    }

    StoredWebhook rotated(byte[] fresh, Instant graceEnds) {
        return new StoredWebhook(
                id,
                workspace,
                url,
                types,
                description,
                state,
                disabledReason,
                failingSince,
                fresh,
                secret,
                graceEnds,
                createdAt);
    }

    /// Whether the secret before the last rotation is good still.
    boolean isInGrace(Instant now) {
        return previousUntil != null && now.isBefore(previousUntil);
    }

    /// @param since null where it works
    StoredWebhook failingSince(@Nullable Instant since) {
        return standing(state, disabledReason, since);
    }

    StoredWebhook disabled(String reason) {
        return standing(State.DISABLED, reason, failingSince);
    }

    private StoredWebhook standing(State standing, @Nullable String why, @Nullable Instant since) {
        return new StoredWebhook(
                id,
                workspace,
                url,
                types,
                description,
                standing,
                why,
                since,
                secret,
                previousSecret,
                previousUntil,
                createdAt);
    }

    WebhookView view(Instant now, long waiting) {
        return new WebhookView(
                id,
                workspace,
                url,
                types,
                description,
                state,
                disabledReason,
                failingSince,
                isInGrace(now) ? previousUntil : null,
                createdAt,
                waiting);
    }
}
