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

/// Makes, lists and changes workspaces.
@ApplicationScoped
public class Workspaces {

    private final PostgresWorkspaces store;
    private final TokenPublisher publisher;
    private final Clock clock;

    Workspaces(PostgresWorkspaces store, TokenPublisher publisher, Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.clock = clock;
    }

    public WorkspaceView create(NewWorkspace asked) {
        TokenRules.refuse(TokenRules.checkWorkspace("id", asked.id()));
        String name = asked.name() == null ? asked.id() : asked.name();
        TokenRules.refuse(TokenRules.checkName(name));
        String zone = asked.zone() == null ? "UTC" : asked.zone();
        TokenRules.refuse(TokenRules.checkZone(zone));
        WorkspaceId id = new WorkspaceId(asked.id());
        Instant now = now();
        if (!store.insert(id, name, zone, now)) {
            throw Refusal.conflict(
                    "workspace_exists", "the workspace '%s' exists".formatted(id), "id");
        }
        return new WorkspaceView(id, name, zone, now, 0);
    }

    public List<WorkspaceView> page(int limit, @Nullable String after) {
        return store.page(Refusal.requireLimit(limit), after);
    }

    public WorkspaceView change(String id, WorkspaceChange change) {
        if (change.name() != null) {
            TokenRules.refuse(TokenRules.checkName(change.name()));
        }
        if (change.zone() != null) {
            TokenRules.refuse(TokenRules.checkZone(change.zone()));
        }
        WorkspaceView view =
                store.change(id, change, now())
                        .orElseThrow(() ->
                                Refusal.notFound(
                                        "workspace_not_found", "there is no workspace of that id"));
        if (change.zone() != null) {
            publisher.publishSoon();
        }
        return view;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
