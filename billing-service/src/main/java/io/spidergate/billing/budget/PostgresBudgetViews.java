package io.spidergate.billing.budget;

import io.spidergate.billing.budget.PostgresBudgetSpend.Spend;
import io.spidergate.contracts.billing.BudgetView;
import io.spidergate.contracts.id.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Budgets with where they stand, within a transaction.
final class PostgresBudgetViews {

    private static final String HELD =
            """
            SELECT g.subject, sum(greatest(0, g.granted + g.overdrawn - g.returned - g.ledgered))
            FROM unnest(?::text[], ?::timestamptz[]) AS b (id, starts)
            JOIN allowance_grant g ON g.subject = b.id AND g.counter = 'BUDGET' AND g.window_start = b.starts
            WHERE NOT g.expired GROUP BY 1
            """;

    private PostgresBudgetViews() {}

    static BudgetView one(Connection connection, Budget budget, Instant now) throws SQLException {
        return of(connection, List.of(budget), now).getFirst();
    }

    static List<BudgetView> of(Connection connection, List<Budget> budgets, Instant now)
            throws SQLException {
        Map<String, Spend> spends = PostgresBudgetSpend.of(connection, budgets, now);
        Map<String, Long> held = held(connection, budgets, now);
        return budgets.stream()
                .map(budget ->
                        view(
                                budget,
                                spends.getOrDefault(budget.id(), new Spend(0, now)),
                                held.getOrDefault(budget.id(), 0L),
                                now))
                .toList();
    }

    private static Map<String, Long> held(Connection connection, List<Budget> budgets, Instant now)
            throws SQLException {
        Map<String, Long> held = new HashMap<>();
        Object[] starts =
                budgets.stream().map(budget -> budget.window().startOf(now).toString()).toArray();
        try (PreparedStatement select = connection.prepareStatement(HELD)) {
            select.setArray(
                    1,
                    connection.createArrayOf("text", budgets.stream().map(Budget::id).toArray()));
            select.setArray(2, connection.createArrayOf("text", starts));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    held.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        return held;
    }

    private static BudgetView view(Budget budget, Spend spend, long held, Instant now) {
        return new BudgetView(
                budget.id(),
                new WorkspaceId(budget.workspace()),
                budget.name(),
                budget.scope(),
                budget.period(),
                budget.rolling(),
                budget.zone().getId(),
                budget.limitNanoUsd(),
                budget.soft(),
                budget.ceiling(),
                budget.warnAtPercent(),
                budget.since(now),
                budget.resetsAt(spend.firstSpent(), now),
                spend.nanoUsd(),
                held);
    }
}
