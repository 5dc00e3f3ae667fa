package io.spidergate.billing.budget;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Sums what budgets have spent so far from the ledger's entries: of a budget that is new, and of
/// all of a workspace whose days begin otherwise. Nobody may write entries meanwhile, see
/// [PostgresBudgetLock#change].
public final class PostgresBudgetCounting {

    /// By UTC hour and quarter, so that the rows of every zone can be summed from them.
    private static final String SPENT =
            """
            SELECT date_bin('15 minutes', started_at, TIMESTAMPTZ 'epoch'),
                count(*) FILTER (WHERE kind = 'request'), sum(nano_usd)
            FROM ledger_entry
            WHERE started_at >= ? AND month >= date_trunc('month', ?::timestamptz AT TIME ZONE 'UTC')::date
                AND workspace = ?
                AND CASE ? WHEN 'workspace' THEN true WHEN 'agent' THEN agent = ? ELSE ? = ANY (tags) END
            GROUP BY 1
            """;

    private static final String ROW =
            """
            INSERT INTO counter (subject, counter, window_start, settled, requests) VALUES (?, 'BUDGET', ?, ?, ?)
            ON CONFLICT (subject, counter, window_start)
            DO UPDATE SET settled = excluded.settled, requests = excluded.requests
            """;

    private PostgresBudgetCounting() {}

    private record Sum(long requests, long nanoUsd) {

        Sum plus(Sum other) {
            return new Sum(requests + other.requests, Math.addExact(nanoUsd, other.nanoUsd));
        }
    }

    /// Of a workspace whose zone has changed in this transaction. What gateways hold stays theirs.
    public static void zoneChanged(Connection connection, String workspace, Instant now)
            throws SQLException {
        for (Budget budget : PostgresBudgetRows.counting(connection, List.of(workspace))) {
            if (!budget.rolling()) {
                recount(connection, budget, now);
                PostgresTokensConcerned.touch(connection, budget);
            }
        }
    }

    private static void recount(Connection connection, Budget budget, Instant now)
            throws SQLException {
        try (PreparedStatement delete =
                        connection.prepareStatement(
                                "DELETE FROM counter WHERE subject = ? AND counter = 'BUDGET'");
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE allowance_grant SET window_start = ?"
                                        + " WHERE subject = ? AND counter = 'BUDGET' AND NOT expired")) {
            delete.setString(1, budget.id());
            delete.executeUpdate();
            update.setObject(1, PostgresBudgetRows.at(budget.since(now)));
            update.setString(2, budget.id());
            update.executeUpdate();
        }
        count(connection, budget, now);
    }

    static void count(Connection connection, Budget budget, Instant now) throws SQLException {
        Instant since = budget.since(now);
        try (PreparedStatement insert = connection.prepareStatement(ROW)) {
            for (Map.Entry<Instant, Sum> row : spent(connection, budget, since).entrySet()) {
                insert.setString(1, budget.id());
                insert.setObject(2, PostgresBudgetRows.at(row.getKey()));
                insert.setLong(3, row.getValue().nanoUsd());
                insert.setLong(4, row.getValue().requests());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE budget SET counted_from = ? WHERE id = ?")) {
            update.setObject(1, PostgresBudgetRows.at(since));
            update.setString(2, budget.id());
            update.executeUpdate();
        }
    }

    private static Map<Instant, Sum> spent(Connection connection, Budget budget, Instant since)
            throws SQLException {
        Map<Instant, Sum> rows = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(SPENT)) {
            select.setObject(1, PostgresBudgetRows.at(since));
            select.setObject(2, PostgresBudgetRows.at(since));
            select.setString(3, budget.workspace());
            select.setString(4, budget.scope().kind().name().toLowerCase(Locale.ROOT));
            select.setString(5, budget.scope().value());
            select.setString(6, budget.scope().value());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    OffsetDateTime quarter = result.getObject(1, OffsetDateTime.class);
                    rows.merge(
                            budget.rowOf(quarter.withOffsetSameInstant(ZoneOffset.UTC).toInstant()),
                            new Sum(result.getLong(2), result.getLong(3)),
                            Sum::plus);
                }
            }
        }
        return rows;
    }
}
