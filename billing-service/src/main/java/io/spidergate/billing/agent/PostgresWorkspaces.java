package io.spidergate.billing.agent;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.WorkspaceView;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Workspaces in PostgreSQL.
@ApplicationScoped
class PostgresWorkspaces {

    private static final String VIEWS =
            """
            SELECT w.*, (SELECT count(*) FROM agent_token t WHERE t.workspace = w.id AND t.revoked_at IS NULL) AS tokens
            FROM workspace w
            """;

    private final PostgresTransactions transactions;

    PostgresWorkspaces(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// One that nobody has made comes to be with its first agent.
    static void ensure(Connection connection, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO workspace (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, workspace.value());
            insert.setString(2, workspace.value());
            insert.executeUpdate();
        }
    }

    /// False when there is one of that id.
    boolean insert(WorkspaceId id, String name, Instant now) {
        return transactions.call(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO workspace (id, name, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
                insert.setString(1, id.value());
                insert.setString(2, name);
                PostgresTokenRows.setInstant(insert, 3, now);
                return insert.executeUpdate() == 1;
            }
        });
    }

    /// @param after an id; null for the first page
    List<WorkspaceView> page(int limit, @Nullable String after) {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            VIEWS + "WHERE w.id > coalesce(?, '') ORDER BY w.id LIMIT ?")) {
                select.setString(1, after);
                select.setInt(2, limit);
                return views(select);
            }
        });
    }

    /// Empty when there is none of that id.
    Optional<WorkspaceView> rename(String id, String name) {
        return transactions.call(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE workspace SET name = ? WHERE id = ?")) {
                update.setString(1, name);
                update.setString(2, id);
                update.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement(VIEWS + "WHERE w.id = ?")) {
                select.setString(1, id);
                return views(select).stream().findFirst();
            }
        });
    }

    private static List<WorkspaceView> views(PreparedStatement select) throws SQLException {
        List<WorkspaceView> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(
                        new WorkspaceView(
                                new WorkspaceId(rows.getString("id")),
                                rows.getString("name"),
                                rows.getTimestamp("created_at").toInstant(),
                                rows.getLong("tokens")));
            }
        }
        return all;
    }
}
