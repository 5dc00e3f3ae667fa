package io.spidergate.billing.store;

import io.spidergate.contracts.billing.AgentLimits;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An agent's limits as columns.
public final class PostgresLimits {

    /// In the order of [#bind].
    public static final List<String> COLUMNS =
            List.of(
                    "requests_per_minute",
                    "requests_per_day",
                    "tokens_per_minute",
                    "tokens_per_day",
                    "concurrent_requests",
                    "budget_nano_usd",
                    "budget_soft");

    private PostgresLimits() {}

    /// @return the number of the next parameter
    public static int bind(PreparedStatement statement, int first, AgentLimits limits)
            throws SQLException {
        int next = first;
        statement.setObject(next++, limits.requestsPerMinute(), Types.BIGINT);
        statement.setObject(next++, limits.requestsPerDay(), Types.BIGINT);
        statement.setObject(next++, limits.tokensPerMinute(), Types.BIGINT);
        statement.setObject(next++, limits.tokensPerDay(), Types.BIGINT);
        statement.setObject(next++, limits.concurrentRequests(), Types.BIGINT);
        statement.setObject(next++, limits.budgetNanoUsd(), Types.BIGINT);
        statement.setBoolean(next++, limits.budgetSoft());
        return next;
    }

    public static AgentLimits read(ResultSet row) throws SQLException {
        return new AgentLimits(
                number(row, "requests_per_minute"),
                number(row, "requests_per_day"),
                number(row, "tokens_per_minute"),
                number(row, "tokens_per_day"),
                number(row, "concurrent_requests"),
                number(row, "budget_nano_usd"),
                row.getBoolean("budget_soft"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
