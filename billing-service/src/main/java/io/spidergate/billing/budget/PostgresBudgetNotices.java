package io.spidergate.billing.budget;

import io.spidergate.billing.budget.PostgresBudgetSpend.Spend;
import io.spidergate.billing.notice.NewNotice;
import io.spidergate.billing.notice.PostgresNotices;
import io.spidergate.contracts.billing.BudgetScope;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells when budgets are used up, or nearly, in the transaction in which that comes to be.
@ApplicationScoped
public class PostgresBudgetNotices {

    private static final int WHOLE = 100;

    private final PostgresNotices notices;

    PostgresBudgetNotices(PostgresNotices notices) {
        this.notices = notices;
    }

    /// The ledger has new entries.
    ///
    /// @param moved how much of them counts in the present period, by token and budget
    public void spent(Connection connection, Map<String, Long> moved, Instant now)
            throws SQLException {
        List<Budget> budgets = budgets(connection, moved.keySet());
        Map<String, Spend> spends = PostgresBudgetSpend.of(connection, budgets, now);
        for (Budget budget : budgets) {
            Spend spend = spends.getOrDefault(budget.id(), new Spend(0, now));
            long before = spend.nanoUsd() - moved.getOrDefault(budget.id(), 0L);
            for (int percent : BudgetMarks.passed(budget, before, spend.nanoUsd())) {
                tell(connection, budget, percent, spend, now);
            }
        }
    }

    /// Requests are refused, and nothing that gateways hold can change that.
    ///
    /// @param subjects tokens and budgets
    public void refused(Connection connection, Collection<String> subjects, Instant now)
            throws SQLException {
        List<Budget> budgets = budgets(connection, subjects);
        Map<String, Spend> spends = PostgresBudgetSpend.of(connection, budgets, now);
        for (Budget budget : budgets) {
            tell(
                    connection,
                    budget,
                    WHOLE,
                    spends.getOrDefault(budget.id(), new Spend(0, now)),
                    now);
        }
    }

    private static List<Budget> budgets(Connection connection, Collection<String> subjects)
            throws SQLException {
        List<Budget> budgets = new ArrayList<>();
        if (!subjects.isEmpty()) {
            budgets.addAll(PostgresBudgetRows.ofTokens(connection, subjects));
            budgets.addAll(PostgresBudgetRows.byId(connection, subjects));
            // So that writers which tell of the same ones do not wait for each other in a circle.
            budgets.sort(Comparator.comparing(Budget::id));
        }
        return budgets;
    }

    private void tell(Connection connection, Budget budget, int percent, Spend spend, Instant now)
            throws SQLException {
        NoticeType type = percent == WHOLE ? NoticeType.BUDGET_EXCEEDED : NoticeType.BUDGET_WARNING;
        // A limit that was raised is another one to be used up.
        String key =
                "%s:%s:%s:%d:%d"
                        .formatted(
                                type.word(),
                                budget.id(),
                                budget.noticePeriod(now),
                                percent,
                                budget.limitNanoUsd());
        notices.raise(
                connection,
                new NewNotice(
                        key,
                        type,
                        new WorkspaceId(budget.workspace()),
                        budget.id(),
                        data(budget, percent, spend, now)));
    }

    private static Map<String, Object> data(Budget budget, int percent, Spend spend, Instant now) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("budget", budget.id());
        data.put("name", budget.name());
        data.put(
                "subject",
                Map.of(
                        "kind",
                        budget.scope().kind().name().toLowerCase(Locale.ROOT),
                        "id",
                        budget.scope().kind() == BudgetScope.Kind.WORKSPACE
                                ? budget.workspace()
                                : budget.scope().value()));
        data.put("period", budget.period().name().toLowerCase(Locale.ROOT));
        data.put("rolling", budget.rolling());
        data.put("threshold_percent", percent);
        data.put("spent_usd", BigDecimal.valueOf(spend.nanoUsd(), 9));
        data.put("cap_usd", BigDecimal.valueOf(budget.limitNanoUsd(), 9));
        data.put("resets_at", budget.resetsAt(spend.firstSpent(), now).toString());
        return data;
    }
}
