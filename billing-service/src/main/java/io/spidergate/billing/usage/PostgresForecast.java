package io.spidergate.billing.usage;

import io.spidergate.billing.budget.Budget;
import io.spidergate.billing.budget.PostgresBudgetRows;
import io.spidergate.billing.budget.PostgresBudgetSpend;
import io.spidergate.billing.budget.PostgresBudgetSpend.Spend;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.SpendForecast;
import io.spidergate.contracts.billing.SpendForecast.OfBudget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what was spent lately and in this month, all from one snapshot.
@ApplicationScoped
class PostgresForecast {

    private static final String TOTAL =
            """
            SELECT coalesce(sum(nano_usd) FILTER (WHERE hour >= ?), 0)::bigint,
                coalesce(sum(nano_usd) FILTER (WHERE hour >= ?), 0)::bigint,
                min(hour) FILTER (WHERE nano_usd > 0 AND hour >= ?)
            FROM usage_hour WHERE hour >= least(?::timestamptz, ?::timestamptz) AND (?::text IS NULL OR workspace = ?)
            """;

    /// What a budget has left is what its counter says, corrections included.
    private static final String BUDGETS =
            """
            SELECT t.token_ref, t.name, t.budget_nano_usd, coalesce(c.settled, 0), coalesce(u.nano_usd, 0), u.since
            FROM agent_token t
            LEFT JOIN counter c ON c.subject = t.token_ref AND c.counter = 'BUDGET' AND c.window_start = ?
            LEFT JOIN (SELECT token_ref, sum(nano_usd)::bigint AS nano_usd, min(hour) FILTER (WHERE nano_usd > 0) AS since
                FROM usage_hour WHERE hour >= ? GROUP BY token_ref) u ON u.token_ref = t.token_ref
            WHERE t.revoked_at IS NULL AND t.budget_nano_usd IS NOT NULL AND (?::text IS NULL OR t.workspace = ?)
            """;

    /// Lately spent of what a budget counts.
    private static final String LATELY =
            """
            SELECT b.id, coalesce(sum(u.nano_usd), 0)::bigint, min(u.hour) FILTER (WHERE u.nano_usd > 0)
            FROM budget b JOIN usage_hour u ON u.workspace = b.workspace AND u.hour >= ?
                AND (b.scope = 'workspace' OR (b.scope = 'agent' AND u.agent = b.scope_value)
                    OR (b.scope = 'tag' AND b.scope_value = ANY (string_to_array(u.tags, chr(31)))))
            WHERE b.id = ANY (?) GROUP BY 1
            """;

    private static final Comparator<OfBudget> SOONEST =
            Comparator.comparing(
                            OfBudget::usedUpAt, Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(Comparator.comparingLong(OfBudget::spentNanoUsd).reversed())
                    .thenComparing(OfBudget::subject);

    private final PostgresTransactions transactions;

    PostgresForecast(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    SpendForecast read(@Nullable String workspace, int limit, Instant now) {
        return transactions.call(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<OfBudget> budgets = ofTokens(connection, workspace, now);
            budgets.addAll(ofBudgets(connection, workspace, now));
            budgets.sort(SOONEST);
            return total(
                    connection,
                    workspace,
                    budgets.subList(0, Math.min(limit, budgets.size())),
                    now);
        });
    }

    private static SpendForecast total(
            Connection connection, @Nullable String workspace, List<OfBudget> budgets, Instant now)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOTAL)) {
            Timestamp month = Timestamp.from(Pace.monthStart(now));
            Timestamp lately = lately(now);
            select.setTimestamp(1, month);
            select.setTimestamp(2, lately);
            select.setTimestamp(3, lately);
            select.setTimestamp(4, month);
            select.setTimestamp(5, lately);
            select.setString(6, workspace);
            select.setString(7, workspace);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                Pace pace = new Pace(row.getLong(2), instant(row, 3));
                return new SpendForecast(
                        Pace.METHOD,
                        Pace.monthEnd(now),
                        row.getLong(1),
                        pace.perDay(now),
                        pace.atMonthEnd(row.getLong(1), now),
                        budgets);
            }
        }
    }

    private static List<OfBudget> ofTokens(
            Connection connection, @Nullable String workspace, Instant now) throws SQLException {
        List<OfBudget> budgets = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(BUDGETS)) {
            select.setTimestamp(1, Timestamp.from(Pace.monthStart(now)));
            select.setTimestamp(2, lately(now));
            select.setString(3, workspace);
            select.setString(4, workspace);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Pace pace = new Pace(rows.getLong(5), instant(rows, 6));
                    budgets.add(
                            new OfBudget(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    pace.perDay(now),
                                    pace.usedUpAt(
                                            rows.getLong(3),
                                            rows.getLong(4),
                                            now,
                                            Pace.monthEnd(now))));
                }
            }
        }
        return budgets;
    }

    private static List<OfBudget> ofBudgets(
            Connection connection, @Nullable String workspace, Instant now) throws SQLException {
        List<Budget> budgets = PostgresBudgetRows.of(connection, workspace);
        Map<String, Spend> spends = PostgresBudgetSpend.of(connection, budgets, now);
        Map<String, Pace> paces = paces(connection, budgets, now);
        return budgets.stream()
                .map(budget ->
                        forecast(
                                budget,
                                spends.getOrDefault(budget.id(), new Spend(0, now)),
                                paces.getOrDefault(budget.id(), new Pace(0, null)),
                                now))
                .toList();
    }

    private static Map<String, Pace> paces(Connection connection, List<Budget> budgets, Instant now)
            throws SQLException {
        Map<String, Pace> paces = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LATELY)) {
            select.setTimestamp(1, lately(now));
            select.setArray(
                    2,
                    connection.createArrayOf("text", budgets.stream().map(Budget::id).toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    paces.put(rows.getString(1), new Pace(rows.getLong(2), instant(rows, 3)));
                }
            }
        }
        return paces;
    }

    private static OfBudget forecast(Budget budget, Spend spend, Pace pace, Instant now) {
        return new OfBudget(
                budget.id(),
                budget.name(),
                budget.limitNanoUsd(),
                spend.nanoUsd(),
                pace.perDay(now),
                pace.usedUpAt(
                        budget.limitNanoUsd(),
                        spend.nanoUsd(),
                        now,
                        budget.resetsAt(spend.firstSpent(), now)));
    }

    private static Timestamp lately(Instant now) {
        return Timestamp.from(now.minus(Pace.LATELY).truncatedTo(ChronoUnit.HOURS));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
