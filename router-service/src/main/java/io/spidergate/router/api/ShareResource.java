package io.spidergate.router.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.routing.ShareApi;
import io.spidergate.contracts.routing.ShareView;
import io.spidergate.router.alias.ShareKey;
import io.spidergate.router.share.ShareDesk;
import io.spidergate.router.snapshot.Declarations;
import io.spidergate.router.snapshot.KnownFacts;
import jakarta.annotation.security.RolesAllowed;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The wire of shares of aliases: who may see and resume them.
@RunOnVirtualThread
public class ShareResource implements ShareApi {

    private final ShareDesk desk;
    private final Declarations declarations;
    private final KnownFacts known;
    private final Clock clock;

    ShareResource(ShareDesk desk, Declarations declarations, KnownFacts known, Clock clock) {
        this.desk = desk;
        this.declarations = declarations;
        this.known = known;
        this.clock = clock;
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public List<ShareView> shares() {
        return desk.views(declarations.aliases(), clock.instant());
    }

    @Override
    @RolesAllowed({ServiceName.OPERATOR, ServiceName.DASHBOARD})
    public void resume(String alias, @Nullable String workspace, String model) {
        try {
            if (!exists(alias, workspace, model)) {
                throw Refusal.of(
                        Refusal.NOT_FOUND,
                        "share_not_found",
                        "there is no share of '%s' in '%s'".formatted(shown(model), shown(alias)),
                        "model");
            }
            known.refreshShares();
        } catch (SQLException e) {
            throw Refusal.noDatabase(e);
        }
    }

    private boolean exists(
            @Nullable String alias, @Nullable String workspace, @Nullable String model)
            throws SQLException {
        boolean named = workspace == null || WorkspaceId.isWellFormed(workspace);
        return alias != null
                && model != null
                && named
                && desk.resume(
                        declarations.aliases(),
                        new ShareKey(
                                alias,
                                workspace == null ? null : new WorkspaceId(workspace),
                                model),
                        clock.instant());
    }

    private static String shown(@Nullable String text) {
        return text == null ? "" : Refusal.shown(text);
    }
}
