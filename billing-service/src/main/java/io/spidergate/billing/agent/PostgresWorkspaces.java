package io.spidergate.billing.agent;

import io.spidergate.billing.budget.PostgresBudgetCounting;
import io.spidergate.billing.store.PostgresBudgetLock;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.WorkspaceChange;
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
    boolean insert(WorkspaceId id, String name, String zone, Instant now) {
        return transactions.call(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO workspace (id, name, zone, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
                insert.setString(1, id.value());
                insert.setString(2, name);
                insert.setString(3, zone);
                PostgresTokenRows.setInstant(insert, 4, now);
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

    /// Budgets by the calendar start anew where the zone has changed.
    ///
    /// @return empty when there is none of that id
    Optional<WorkspaceView> change(String id, WorkspaceChange change, Instant now) {
        return transactions.call(connection -> {
            PostgresBudgetLock.change(connection);
            if (update(connection, id, change)) {
                PostgresBudgetCounting.zoneChanged(connection, id, now);
            }
            try (PreparedStatement select = connection.prepareStatement(VIEWS + "WHERE w.id = ?")) {
                select.setString(1, id);
                return views(select).stream().findFirst();
            }
        });
    }

    /// Whether its zone is another now.
    private static boolean update(Connection connection, String id, WorkspaceChange change)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE workspace w SET name = coalesce(?, w.name), zone = coalesce(?, w.zone)
                        FROM workspace before WHERE w.id = ? AND before.id = w.id RETURNING before.zone <> w.zone
                        """)) {
            update.setString(1, change.name());
            update.setString(2, change.zone());
            update.setString(3, id);
            try (ResultSet row = update.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static List<WorkspaceView> views(PreparedStatement select) throws SQLException {
        List<WorkspaceView> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(
                        new WorkspaceView(
                                new WorkspaceId(rows.getString("id")),
                                rows.getString("name"),
                                rows.getString("zone"),
                                rows.getTimestamp("created_at").toInstant(),
                                rows.getLong("tokens")));
            }
        }
        return all;
    }
}
