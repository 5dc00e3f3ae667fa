package io.spidergate.billing.budget;

import io.spidergate.contracts.billing.BudgetPeriod;
import io.spidergate.contracts.billing.BudgetScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Rows of `budget`, within a transaction.
public final class PostgresBudgetRows {

    static final String SELECT =
            "SELECT b.*, w.zone FROM budget b JOIN workspace w ON w.id = b.workspace ";

    private PostgresBudgetRows() {}

    /// Those of these ids, removed or not.
    public static List<Budget> byId(Connection connection, Collection<String> ids)
            throws SQLException {
        return all(connection, "WHERE b.id = ANY (?)", ids);
    }

    /// Those that count what is spent in these workspaces.
    public static List<Budget> counting(Connection connection, Collection<String> workspaces)
            throws SQLException {
        return all(
                connection,
                "WHERE b.removed_at IS NULL AND b.workspace = ANY (?) ORDER BY b.id",
                workspaces);
    }

    /// Those of agent tokens' own limits, as budgets by the token's reference: of the UTC month,
    /// told from four fifths on.
    static List<Budget> ofTokens(Connection connection, Collection<String> tokenRefs)
            throws SQLException {
        List<Budget> budgets = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT * FROM agent_token WHERE token_ref = ANY (?) AND budget_nano_usd IS NOT NULL"
                                + " AND revoked_at IS NULL AND NOT paused")) {
            select.setArray(1, connection.createArrayOf("text", tokenRefs.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    budgets.add(ofToken(rows));
                }
            }
        }
        return budgets;
    }

    private static Budget ofToken(ResultSet row) throws SQLException {
        return new Budget(
                row.getString("token_ref"),
                row.getString("workspace"),
                row.getString("name"),
                new BudgetScope(BudgetScope.Kind.AGENT, row.getString("agent")),
                BudgetPeriod.MONTH,
                false,
                ZoneOffset.UTC,
                row.getLong("budget_nano_usd"),
                row.getBoolean("budget_soft"),
                false,
                BudgetRules.WARN_AT,
                Instant.EPOCH,
                false,
                row.getInt("version"));
    }

    /// All that were not removed.
    ///
    /// @param workspace whose alone; null for all
    public static List<Budget> of(Connection connection, @Nullable String workspace)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT
                                + "WHERE b.removed_at IS NULL AND b.workspace = coalesce(?, b.workspace)")) {
            select.setString(1, workspace);
            return read(select);
        }
    }

    private static List<Budget> all(
            Connection connection, String condition, Collection<String> values)
            throws SQLException {
        if (values.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
            select.setArray(1, connection.createArrayOf("text", values.toArray()));
            return read(select);
        }
    }

    static List<Budget> read(PreparedStatement select) throws SQLException {
        List<Budget> budgets = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                budgets.add(budget(rows));
            }
        }
        return budgets;
    }

    private static Budget budget(ResultSet row) throws SQLException {
        return new Budget(
                row.getString("id"),
                row.getString("workspace"),
                row.getString("name"),
                new BudgetScope(
                        BudgetScope.Kind.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                        row.getString("scope_value")),
                BudgetPeriod.valueOf(row.getString("period").toUpperCase(Locale.ROOT)),
                row.getBoolean("rolling"),
                ZoneId.of(row.getString("zone")),
                row.getLong("limit_nano_usd"),
                row.getBoolean("soft"),
                row.getBoolean("ceiling"),
                List.of((Integer[]) row.getArray("warn_at_percent").getArray()),
                row.getTimestamp("counted_from").toInstant(),
                row.getTimestamp("removed_at") != null,
                row.getInt("version"));
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
