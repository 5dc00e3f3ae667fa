package io.spidergate.billing.agent;

import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.NewWorkspace;
import io.spidergate.contracts.billing.WorkspaceChange;
import io.spidergate.contracts.billing.WorkspaceView;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes, lists and renames workspaces.
@ApplicationScoped
public class Workspaces {

    private final PostgresWorkspaces store;
    private final Clock clock;

    Workspaces(PostgresWorkspaces store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public WorkspaceView create(NewWorkspace asked) {
        TokenRules.refuse(TokenRules.checkWorkspace("id", asked.id()));
        String name = asked.name() == null ? asked.id() : asked.name();
        TokenRules.refuse(TokenRules.checkName(name));
        WorkspaceId id = new WorkspaceId(asked.id());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!store.insert(id, name, now)) {
            throw Refusal.conflict(
                    "workspace_exists", "the workspace '%s' exists".formatted(id), "id");
        }
        return new WorkspaceView(id, name, now, 0);
    }

    public List<WorkspaceView> page(int limit, @Nullable String after) {
        return store.page(Refusal.requireLimit(limit), after);
    }

    public WorkspaceView rename(String id, WorkspaceChange change) {
        TokenRules.refuse(TokenRules.checkName(change.name()));
        return store.rename(id, change.name())
                .orElseThrow(() ->
                        Refusal.notFound(
                                "workspace_not_found", "there is no workspace of that id"));
    }
}
