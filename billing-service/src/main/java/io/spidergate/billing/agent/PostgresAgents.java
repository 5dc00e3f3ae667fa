package io.spidergate.billing.agent;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Agents and agent tokens in PostgreSQL.
@ApplicationScoped
class PostgresAgents {

    private static final String UNIQUE_VIOLATION_FREE_INSERT =
            """
            INSERT INTO agent_token (token_ref, agent, workspace, name, secret_hash, scopes, allowed_models, spending,
                requests_per_minute, requests_per_day, budget_nano_usd, budget_soft, created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, name) WHERE revoked_at IS NULL DO NOTHING
            """;

    private final PostgresTransactions transactions;

    PostgresAgents(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// False when a live token has that name.
    boolean insert(AgentToken token, Instant now) {
        return transactions.call(connection -> {
            insertWorkspace(connection, token.workspace());
            insertAgent(connection, token, now);
            boolean inserted = insertToken(connection, token, now);
            if (!inserted) {
                connection.rollback();
            }
            return inserted;
        });
    }

    /// By reference, or else by the name of a live token; false when there is neither.
    boolean revoke(String refOrName, Instant now) {
        String sql =
                """
                UPDATE agent_token SET revoked_at = ?, version = version + 1
                WHERE revoked_at IS NULL AND (token_ref = ? OR (name = ? AND workspace = ? AND NOT EXISTS
                    (SELECT 1 FROM agent_token other WHERE other.token_ref = ? AND other.revoked_at IS NULL)))
                """;
        return transactions.call(connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setTimestamp(1, Timestamp.from(now));
                update.setString(2, refOrName);
                update.setString(3, refOrName);
                update.setString(4, WorkspaceId.DEFAULT.value());
                update.setString(5, refOrName);
                return update.executeUpdate() > 0;
            }
        });
    }

    List<AgentView> views(Instant monthStart) {
        String sql =
                """
                SELECT t.*, coalesce(c.settled, 0) AS spent, coalesce(c.requests, 0) AS requests
                FROM agent_token t
                LEFT JOIN counter c ON c.token_ref = t.token_ref AND c.counter = 'BUDGET' AND c.window_start = ?
                ORDER BY t.created_at, t.token_ref
                """;
        return transactions.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setTimestamp(1, Timestamp.from(monthStart));
                return read(select, PostgresAgents::view);
            }
        });
    }

    /// Calls `send` with the tokens that the topic does not hold as they are, and remembers them as
    /// published once it has returned. Only one replica does so at a time, so that an older version
    /// never follows a newer one.
    int publish(int atMost, Send send) {
        return transactions.call(connection -> {
            if (!isOnlyPublisher(connection)) {
                return 0;
            }
            List<AgentToken> tokens = unpublished(connection, atMost);
            if (!tokens.isEmpty()) {
                send.all(tokens);
                markPublished(connection, tokens);
            }
            return tokens.size();
        });
    }

    /// Marks the tokens whose version on the topic is not theirs for being published again.
    int republish(Map<String, Integer> versionsOnTopic) {
        return transactions.call(connection -> {
            List<String> missing = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT token_ref, published_version FROM agent_token");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String ref = rows.getString(1);
                    if (versionsOnTopic.getOrDefault(ref, 0) < rows.getInt(2)) {
                        missing.add(ref);
                    }
                }
            }
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE agent_token SET published_version = 0 WHERE token_ref = ANY (?)")) {
                update.setArray(1, texts(connection, missing));
                return update.executeUpdate();
            }
        });
    }

    /// A workspace comes to be with its first agent.
    private static void insertWorkspace(Connection connection, WorkspaceId workspace)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO workspace (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, workspace.value());
            insert.setString(2, workspace.value());
            insert.executeUpdate();
        }
    }

    private static void insertAgent(Connection connection, AgentToken token, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO agent (id, workspace, created_at) VALUES (?, ?, ?)")) {
            insert.setString(1, token.agent().value());
            insert.setString(2, token.workspace().value());
            insert.setTimestamp(3, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    private static boolean insertToken(Connection connection, AgentToken token, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(UNIQUE_VIOLATION_FREE_INSERT)) {
            insert.setString(1, token.tokenRef());
            insert.setString(2, token.agent().value());
            insert.setString(3, token.workspace().value());
            insert.setString(4, token.name());
            insert.setString(5, token.secretHash());
            insert.setArray(6, texts(connection, token.scopes()));
            insert.setArray(7, texts(connection, token.allowedModels()));
            insert.setString(8, token.spending().name().toLowerCase(Locale.ROOT));
            insert.setObject(9, token.limits().requestsPerMinute(), Types.BIGINT);
            insert.setObject(10, token.limits().requestsPerDay(), Types.BIGINT);
            insert.setObject(11, token.limits().budgetNanoUsd(), Types.BIGINT);
            insert.setBoolean(12, token.limits().budgetSoft());
            insert.setTimestamp(13, Timestamp.from(now));
            insert.setInt(14, token.version());
            return insert.executeUpdate() == 1;
        }
    }

    private static boolean isOnlyPublisher(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                        connection.prepareStatement(
                                "SELECT pg_try_advisory_xact_lock(hashtext('billing.agent_token'))");
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<AgentToken> unpublished(Connection connection, int atMost)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT * FROM agent_token WHERE published_version < version ORDER BY token_ref LIMIT ?")) {
            select.setInt(1, atMost);
            return read(select, PostgresAgents::token);
        }
    }

    private static void markPublished(Connection connection, List<AgentToken> tokens)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE agent_token SET published_version = ? WHERE token_ref = ?")) {
            for (AgentToken token : tokens) {
                update.setInt(1, token.version());
                update.setString(2, token.tokenRef());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static <T> List<T> read(PreparedStatement select, Row<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(row.of(rows));
            }
        }
        return all;
    }

    private static AgentToken token(ResultSet row) throws SQLException {
        return new AgentToken(
                row.getString("token_ref"),
                new AgentId(row.getString("agent")),
                new WorkspaceId(row.getString("workspace")),
                row.getString("name"),
                row.getString("secret_hash"),
                Set.copyOf(texts(row, "scopes")),
                texts(row, "allowed_models"),
                Spending.valueOf(row.getString("spending").toUpperCase(Locale.ROOT)),
                limits(row),
                row.getTimestamp("revoked_at") != null,
                row.getInt("version"));
    }

    private static AgentView view(ResultSet row) throws SQLException {
        return new AgentView(
                new AgentId(row.getString("agent")),
                new WorkspaceId(row.getString("workspace")),
                row.getString("token_ref"),
                row.getString("name"),
                texts(row, "allowed_models"),
                Spending.valueOf(row.getString("spending").toUpperCase(Locale.ROOT)),
                limits(row),
                row.getTimestamp("revoked_at") != null,
                row.getTimestamp("created_at").toInstant(),
                row.getLong("spent"),
                row.getLong("requests"));
    }

    private static AgentLimits limits(ResultSet row) throws SQLException {
        return new AgentLimits(
                number(row, "requests_per_minute"),
                number(row, "requests_per_day"),
                number(row, "budget_nano_usd"),
                row.getBoolean("budget_soft"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static Array texts(Connection connection, java.util.Collection<String> texts)
            throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    interface Send {
        void all(List<AgentToken> tokens);
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
