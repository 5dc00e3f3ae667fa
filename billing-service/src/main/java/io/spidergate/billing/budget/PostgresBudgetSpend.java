package io.spidergate.billing.budget;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What budgets have spent, by the rows that count now.
public final class PostgresBudgetSpend {

    private static final String SUMS =
            """
            SELECT c.subject, sum(c.settled), min(c.window_start) FILTER (WHERE c.settled <> 0)
            FROM unnest(?::text[], ?::timestamptz[]) AS b (id, since)
            JOIN counter c ON c.subject = b.id AND c.counter = 'BUDGET' AND c.window_start >= b.since
            GROUP BY c.subject
            """;

    private PostgresBudgetSpend() {}

    /// @param firstSpent beginning of the first row that counts and holds something
    public record Spend(long nanoUsd, Instant firstSpent) {}

    /// By the budgets' ids.
    public static Map<String, Spend> of(
            Connection connection, Collection<Budget> budgets, Instant now) throws SQLException {
        Map<String, Spend> spends = new HashMap<>();
        if (budgets.isEmpty()) {
            return spends;
        }
        List<String> since =
                budgets.stream().map(budget -> budget.since(now)).map(Instant::toString).toList();
        try (PreparedStatement select = connection.prepareStatement(SUMS)) {
            select.setArray(
                    1,
                    connection.createArrayOf("text", budgets.stream().map(Budget::id).toArray()));
            select.setArray(2, connection.createArrayOf("text", since.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    OffsetDateTime first = rows.getObject(3, OffsetDateTime.class);
                    spends.put(
                            rows.getString(1),
                            new Spend(
                                    rows.getLong(2),
                                    first == null
                                            ? now
                                            : first.withOffsetSameInstant(ZoneOffset.UTC)
                                                    .toInstant()));
                }
            }
        }
        budgets.forEach(budget -> spends.putIfAbsent(budget.id(), new Spend(0, now)));
        return spends;
    }
}
