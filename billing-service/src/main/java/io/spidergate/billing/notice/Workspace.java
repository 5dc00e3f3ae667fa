package io.spidergate.billing.notice;

import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/// The workspace that a caller names.
final class Workspace {

    private Workspace() {}

    /// @param asked the default one where absent
    static WorkspaceId of(@Nullable String asked) {
        if (asked == null) {
            return WorkspaceId.DEFAULT;
        }
        if (!WorkspaceId.isWellFormed(asked)) {
            throw Refusal.badRequest(
                    "workspace",
                    "'workspace' must be %s, got %d characters"
                            .formatted(WorkspaceId.FORM_IN_WORDS, asked.length()));
        }
        return new WorkspaceId(asked);
    }

    static WebApplicationException unknown() {
        return Refusal.notFound("workspace_not_found", "there is no workspace of that id");
    }
}
