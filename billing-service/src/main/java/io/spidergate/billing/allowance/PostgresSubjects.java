package io.spidergate.billing.allowance;

import io.spidergate.billing.budget.Budget;
import io.spidergate.billing.budget.PostgresBudgetRows;
import io.spidergate.billing.store.PostgresLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What tokens and budgets may use, within a transaction.
final class PostgresSubjects {

    private static final String TOKENS =
            """
            SELECT *, revoked_at IS NULL AND NOT paused AND coalesce(expires_at > ?, true) AS live
            FROM agent_token WHERE token_ref = ANY (?)
            """;

    private PostgresSubjects() {}

    static Map<String, SubjectLimits> limits(
            Connection connection, Collection<String> subjects, Instant now) throws SQLException {
        Map<String, SubjectLimits> limits = new HashMap<>();
        List<String> budgets =
                subjects.stream().filter(subject -> subject.startsWith(Budget.PREFIX)).toList();
        for (Budget budget : PostgresBudgetRows.byId(connection, budgets)) {
            limits.put(budget.id(), new BudgetLimits(budget));
        }
        try (PreparedStatement select = connection.prepareStatement(TOKENS)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setArray(2, connection.createArrayOf("text", subjects.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    limits.put(
                            rows.getString("token_ref"),
                            new TokenLimits(PostgresLimits.read(rows), rows.getBoolean("live")));
                }
            }
        }
        return limits;
    }
}
