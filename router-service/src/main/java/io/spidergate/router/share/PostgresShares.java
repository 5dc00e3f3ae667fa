package io.spidergate.router.share;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.router.alias.ShareKey;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Which shares have ended by themselves, and since when the others are watched, in this service's
/// schema.
@Singleton
final class PostgresShares {

    private static final String ALL =
            "SELECT alias, workspace, model, rolled_back_at, since FROM router.share_state";

    /// Of several replicas that find out at once the first has ended it.
    private static final String ROLL_BACK =
            """
            INSERT INTO router.share_state (alias, workspace, model, rolled_back_at, since)
            VALUES (?, ?, ?, ?, 'epoch')
            ON CONFLICT (alias, workspace, model) DO UPDATE
                SET rolled_back_at = coalesce(share_state.rolled_back_at, excluded.rolled_back_at)\
            """;

    private static final String RESUME =
            """
            INSERT INTO router.share_state (alias, workspace, model, rolled_back_at, since)
            VALUES (?, ?, ?, NULL, ?)
            ON CONFLICT (alias, workspace, model) DO UPDATE
                SET rolled_back_at = NULL, since = excluded.since\
            """;

    private static final String NOBODYS = "";

    private final DataSource dataSource;

    PostgresShares(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @param rolledBackAt absent while it holds
    /// @param since attempts before it do not count
    record Stored(@Nullable Instant rolledBackAt, Instant since) {

        static final Stored NEW = new Stored(null, Instant.EPOCH);
    }

    Map<ShareKey, Stored> all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            Map<ShareKey, Stored> states = new HashMap<>();
            while (rows.next()) {
                String workspace = rows.getString("workspace");
                Timestamp ended = rows.getTimestamp("rolled_back_at");
                states.put(
                        new ShareKey(
                                rows.getString("alias"),
                                workspace.equals(NOBODYS) ? null : new WorkspaceId(workspace),
                                rows.getString("model")),
                        new Stored(
                                ended == null ? null : ended.toInstant(),
                                rows.getTimestamp("since").toInstant()));
            }
            return Map.copyOf(states);
        }
    }

    void rollBack(ShareKey key, Instant at) throws SQLException {
        write(ROLL_BACK, key, at);
    }

    void resume(ShareKey key, Instant at) throws SQLException {
        write(RESUME, key, at);
    }

    private void write(String sql, ShareKey key, Instant at) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key.alias());
            statement.setString(2, key.workspace() == null ? NOBODYS : key.workspace().value());
            statement.setString(3, key.model());
            statement.setTimestamp(4, Timestamp.from(at));
            statement.executeUpdate();
        }
    }
}
