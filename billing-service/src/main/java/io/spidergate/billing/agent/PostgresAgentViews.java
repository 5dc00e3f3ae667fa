package io.spidergate.billing.agent;

import io.spidergate.contracts.billing.AgentView;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tokens with what they have used since the month began, within a transaction.
final class PostgresAgentViews {

    private static final String VIEWS =
            """
            SELECT t.*, coalesce(c.settled, 0) AS spent, coalesce(c.requests, 0) AS requests
            FROM agent_token t
            LEFT JOIN counter c ON c.subject = t.token_ref AND c.counter = 'BUDGET' AND c.window_start = ?
            """;

    private PostgresAgentViews() {}

    static List<AgentView> page(
            Connection connection,
            @Nullable String workspace,
            int limit,
            @Nullable String after,
            Instant monthStart)
            throws SQLException {
        String sql =
                VIEWS
                        + "WHERE true"
                        + (workspace == null ? "" : " AND t.workspace = ?")
                        + (after == null
                                ? ""
                                : " AND (t.created_at, t.token_ref) > (SELECT created_at, token_ref"
                                        + " FROM agent_token WHERE token_ref = ?)")
                        + " ORDER BY t.created_at, t.token_ref LIMIT ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = 1;
            PostgresTokenRows.setInstant(select, next++, monthStart);
            if (workspace != null) {
                select.setString(next++, workspace);
            }
            if (after != null) {
                select.setString(next++, after);
            }
            select.setInt(next, limit);
            return views(select);
        }
    }

    static AgentView one(Connection connection, String ref, Instant monthStart)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(VIEWS + "WHERE t.token_ref = ?")) {
            PostgresTokenRows.setInstant(select, 1, monthStart);
            select.setString(2, ref);
            return views(select).getFirst();
        }
    }

    private static List<AgentView> views(PreparedStatement select) throws SQLException {
        List<AgentView> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(PostgresTokenRows.view(rows));
            }
        }
        return all;
    }
}
