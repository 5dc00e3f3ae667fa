package io.spidergate.billing.budget;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;

/// The agent tokens that a budget concerns, within a transaction.
final class PostgresTokensConcerned {

    private static final String TOUCH =
            """
            UPDATE agent_token SET version = version + 1
            WHERE workspace = ? AND revoked_at IS NULL
                AND CASE ? WHEN 'workspace' THEN true WHEN 'agent' THEN agent = ? ELSE ? = ANY (tags) END
            """;

    private PostgresTokensConcerned() {}

    /// They are published anew, and gateways take nothing for granted that they knew of them.
    static void touch(Connection connection, Budget budget) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TOUCH)) {
            update.setString(1, budget.workspace());
            update.setString(2, budget.scope().kind().name().toLowerCase(Locale.ROOT));
            update.setString(3, budget.scope().value());
            update.setString(4, budget.scope().value());
            update.executeUpdate();
        }
    }
}
