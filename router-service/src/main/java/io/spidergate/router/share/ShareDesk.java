package io.spidergate.router.share;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.ShareView;
import io.spidergate.router.alias.AliasBook;
import io.spidergate.router.alias.AliasDefinition;
import io.spidergate.router.alias.ShareDefinition;
import io.spidergate.router.alias.ShareKey;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Ends shares whose models fail too often, and lets them go on when somebody says so. What has
/// ended stays so over restarts and at all replicas.
@Singleton
public final class ShareDesk {

    private static final Logger LOG = Logger.getLogger(ShareDesk.class);

    private final PostgresShares stored;
    private final ShareWatch watch = new ShareWatch();
    private volatile Map<ShareKey, PostgresShares.Stored> states = Map.of();

    ShareDesk(PostgresShares stored) {
        this.stored = stored;
    }

    /// Where attempts are told.
    public ShareWatch watch() {
        return watch;
    }

    /// Those that have ended by themselves.
    public Map<ShareKey, Instant> rolledBack() {
        Map<ShareKey, Instant> ended = new HashMap<>();
        states.forEach((key, state) -> {
            if (state.rolledBackAt() != null) {
                ended.put(key, state.rolledBackAt());
            }
        });
        return ended;
    }

    /// Reads again what has ended, perhaps at another replica, and ends what fails too often.
    ///
    /// @return whether anything is different now
    public boolean refresh(AliasBook book, Instant now) throws SQLException {
        Map<ShareKey, PostgresShares.Stored> before = states;
        states = stored.all();
        for (Watched share : watched(book, now)) {
            Integer tolerated = share.definition.rollbackAbove();
            if (tolerated != null
                    && share.state.rolledBackAt() == null
                    && Verdict.isTooBad(
                            share.count.attempts(), share.count.failures(), tolerated)) {
                LOG.warnf(
                        "the share of %s in %s is rolled back: %d of its last %d attempts failed,"
                                + " %d %% are tolerated",
                        share.key.model(),
                        share.key.alias(),
                        share.count.failures(),
                        share.count.attempts(),
                        tolerated);
                stored.rollBack(share.key, now);
                states = stored.all();
            }
        }
        return !states.equals(before);
    }

    public List<ShareView> views(AliasBook book, Instant now) {
        return watched(book, now).stream().map(Watched::view).toList();
    }

    /// What it changes is known after the next refresh.
    ///
    /// @return whether there is such a share
    public boolean resume(AliasBook book, ShareKey key, Instant now) throws SQLException {
        if (watched(book, now).stream().noneMatch(share -> share.key.equals(key))) {
            return false;
        }
        stored.resume(key, now);
        return true;
    }

    private List<Watched> watched(AliasBook book, Instant now) {
        List<Watched> all = new ArrayList<>();
        for (AliasDefinition alias : book.definitions()) {
            for (ShareDefinition share : alias.shares()) {
                all.add(watched(alias, share, now));
            }
        }
        return all;
    }

    private Watched watched(AliasDefinition alias, ShareDefinition share, Instant now) {
        ShareKey key = ShareKey.of(alias, share);
        PostgresShares.Stored state = states.getOrDefault(key, PostgresShares.Stored.NEW);
        return new Watched(
                key,
                share,
                state,
                watch.count(alias.name(), key.model(), whose(alias, share), state.since(), now));
    }

    private static Predicate<WorkspaceId> whose(AliasDefinition alias, ShareDefinition share) {
        if (share.workspace() != null) {
            return share.workspace()::equals;
        }
        Set<WorkspaceId> apart =
                alias.shares().stream()
                        .map(ShareDefinition::workspace)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        return workspace -> !apart.contains(workspace);
    }

    private record Watched(
            ShareKey key,
            ShareDefinition definition,
            PostgresShares.Stored state,
            ShareWatch.Count count) {

        ShareView view() {
            return new ShareView(
                    key.alias(),
                    key.workspace(),
                    key.model(),
                    definition.percent(),
                    definition.rollbackAbove(),
                    count.attempts(),
                    count.failures(),
                    state.rolledBackAt());
        }
    }
}
