package io.spidergate.billing.budget;

import io.spidergate.billing.store.PostgresBudgetLock;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.BudgetScope;
import io.spidergate.contracts.billing.BudgetView;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Budgets in PostgreSQL.
@ApplicationScoped
class PostgresBudgets {

    private static final String INSERT =
            """
            INSERT INTO budget (name, limit_nano_usd, soft, ceiling, warn_at_percent, version, id, workspace, scope,
                scope_value, period, rolling, counted_from, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (workspace, name) WHERE removed_at IS NULL DO NOTHING
            """;

    private static final String UPDATE =
            "UPDATE budget SET name = ?, limit_nano_usd = ?, soft = ?, ceiling = ?, warn_at_percent = ?, version = ?"
                    + " WHERE id = ?";

    /// An id comes before a name.
    private static final String NAMED =
            PostgresBudgetRows.SELECT
                    + """
                    WHERE b.removed_at IS NULL AND ((b.id = ? AND b.workspace = coalesce(?, b.workspace))
                        OR (b.name = ? AND b.workspace = coalesce(?, 'ws_default')))
                    ORDER BY b.id = ? DESC LIMIT 1
                    """;

    private static final String OF_TOKEN =
            """
            JOIN agent_token t ON t.workspace = b.workspace AND t.revoked_at IS NULL
                AND CASE b.scope WHEN 'workspace' THEN true WHEN 'agent' THEN t.agent = b.scope_value
                    ELSE b.scope_value = ANY (t.tags) END
            WHERE b.removed_at IS NULL AND t.token_ref = ? ORDER BY b.id
            """;

    private static final String AGENT =
            """
            SELECT agent FROM agent_token
            WHERE workspace = ? AND revoked_at IS NULL AND (agent = ? OR token_ref = ? OR name = ?)
            ORDER BY agent = ? DESC, token_ref = ? DESC LIMIT 1
            """;

    private final PostgresTransactions transactions;

    PostgresBudgets(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    BudgetStored create(Budget asked, Instant now) {
        return transactions.call(connection -> {
            PostgresBudgetLock.change(connection);
            if (!isWorkspace(connection, asked.workspace())) {
                return new BudgetStored.NoSuchWorkspace();
            }
            BudgetScope scope = resolved(connection, asked);
            if (scope == null) {
                return new BudgetStored.NoSuchAgent();
            }
            if (!insert(connection, asked, scope, now)) {
                return new BudgetStored.NameTaken();
            }
            Budget budget = PostgresBudgetRows.byId(connection, List.of(asked.id())).getFirst();
            PostgresBudgetCounting.count(connection, budget, now);
            PostgresTokensConcerned.touch(connection, budget);
            return new BudgetStored.Done(PostgresBudgetViews.one(connection, budget, now));
        });
    }

    List<BudgetView> page(
            @Nullable String workspace, int limit, @Nullable String after, Instant now) {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            PostgresBudgetRows.SELECT
                                    + "WHERE b.removed_at IS NULL AND b.workspace = coalesce(?, b.workspace)"
                                    + " AND b.id > coalesce(?, '') ORDER BY b.id LIMIT ?")) {
                select.setString(1, workspace);
                select.setString(2, after);
                select.setInt(3, limit);
                return PostgresBudgetViews.of(connection, PostgresBudgetRows.read(select), now);
            }
        });
    }

    /// Those that a live token's requests count in.
    List<BudgetView> of(String tokenRef, Instant now) {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(PostgresBudgetRows.SELECT + OF_TOKEN)) {
                select.setString(1, tokenRef);
                return PostgresBudgetViews.of(connection, PostgresBudgetRows.read(select), now);
            }
        });
    }

    Optional<BudgetView> view(String name, @Nullable String workspace, Instant now) {
        return transactions.call(connection -> {
            Budget budget = named(connection, name, workspace);
            return budget == null
                    ? Optional.empty()
                    : Optional.of(PostgresBudgetViews.one(connection, budget, now));
        });
    }

    /// @param change may refuse by an exception: nothing is changed then
    BudgetStored change(
            String name, @Nullable String workspace, UnaryOperator<Budget> change, Instant now) {
        return transactions.call(connection -> {
            PostgresBudgetLock.change(connection);
            Budget before = named(connection, name, workspace);
            if (before == null) {
                return new BudgetStored.NoSuchBudget();
            }
            Budget after = change.apply(before);
            Budget namesake = named(connection, after.name(), before.workspace());
            if (namesake != null && !namesake.id().equals(before.id())) {
                return new BudgetStored.NameTaken();
            }
            update(connection, after);
            PostgresTokensConcerned.touch(connection, after);
            return new BudgetStored.Done(PostgresBudgetViews.one(connection, after, now));
        });
    }

    /// False when there is none.
    boolean remove(String name, @Nullable String workspace, Instant now) {
        return transactions.call(connection -> {
            PostgresBudgetLock.change(connection);
            Budget budget = named(connection, name, workspace);
            if (budget == null) {
                return false;
            }
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE budget SET removed_at = ?, version = version + 1 WHERE id = ?")) {
                update.setObject(1, PostgresBudgetRows.at(now));
                update.setString(2, budget.id());
                update.executeUpdate();
            }
            PostgresTokensConcerned.touch(connection, budget);
            return true;
        });
    }

    private static @Nullable Budget named(
            Connection connection, String name, @Nullable String workspace) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NAMED)) {
            select.setString(1, name);
            select.setString(2, workspace);
            select.setString(3, name);
            select.setString(4, workspace);
            select.setString(5, name);
            List<Budget> found = PostgresBudgetRows.read(select);
            return found.isEmpty() ? null : found.getFirst();
        }
    }

    private static boolean isWorkspace(Connection connection, String workspace)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM workspace WHERE id = ?")) {
            select.setString(1, workspace);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /// An agent by its id; null where there is none of that name.
    private static @Nullable BudgetScope resolved(Connection connection, Budget asked)
            throws SQLException {
        if (asked.scope().kind() != BudgetScope.Kind.AGENT) {
            return asked.scope();
        }
        try (PreparedStatement select = connection.prepareStatement(AGENT)) {
            select.setString(1, asked.workspace());
            for (int parameter = 2; parameter <= 6; parameter++) {
                select.setString(parameter, asked.scope().value());
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new BudgetScope(BudgetScope.Kind.AGENT, row.getString(1))
                        : null;
            }
        }
    }

    private static boolean insert(
            Connection connection, Budget budget, BudgetScope scope, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int next = bind(insert, budget);
            insert.setString(next++, budget.id());
            insert.setString(next++, budget.workspace());
            insert.setString(next++, scope.kind().name().toLowerCase(Locale.ROOT));
            insert.setString(next++, scope.value());
            insert.setString(next++, budget.period().name().toLowerCase(Locale.ROOT));
            insert.setBoolean(next++, budget.rolling());
            insert.setObject(next++, PostgresBudgetRows.at(now));
            insert.setObject(next, PostgresBudgetRows.at(now));
            return insert.executeUpdate() == 1;
        }
    }

    private static void update(Connection connection, Budget budget) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(bind(update, budget), budget.id());
            update.executeUpdate();
        }
    }

    /// @return the number of the next parameter
    private static int bind(PreparedStatement statement, Budget budget) throws SQLException {
        statement.setString(1, budget.name());
        statement.setLong(2, budget.limitNanoUsd());
        statement.setBoolean(3, budget.soft());
        statement.setBoolean(4, budget.ceiling());
        statement.setArray(
                5,
                statement.getConnection().createArrayOf("int4", budget.warnAtPercent().toArray()));
        statement.setInt(6, budget.version());
        return 7;
    }
}
