package io.spidergate.billing.ledger;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.LedgerSummary;
import io.spidergate.contracts.billing.SpendReport;
import io.spidergate.contracts.id.AgentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sums over the ledger.
@ApplicationScoped
class PostgresSpend {

    private static final String BY_AGENT =
            """
            SELECT agent, (array_agg(agent_name ORDER BY started_at DESC))[1], count(*) FILTER (WHERE kind = 'request'), sum(input_tokens),
                sum(output_tokens), sum(nano_usd)
            FROM ledger_entry WHERE started_at >= ? AND started_at < ? AND %s AND (?::text IS NULL OR token_ref = ?) GROUP BY agent ORDER BY 6 DESC, 1
            """
                    .formatted(months());

    private static final String BY_MODEL =
            """
            SELECT coalesce(served_model, requested_model), count(*) FILTER (WHERE kind = 'request'), sum(input_tokens), sum(output_tokens), sum(nano_usd)
            FROM ledger_entry WHERE started_at >= ? AND started_at < ? AND %s AND (?::text IS NULL OR token_ref = ?) GROUP BY 1 ORDER BY 5 DESC, 1
            """
                    .formatted(months());

    private final PostgresTransactions transactions;

    PostgresSpend(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// @param tokenRef null for all
    SpendReport report(@Nullable String tokenRef, Instant from, Instant to) {
        return transactions.call(connection -> {
            // Both halves see the same ledger.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<SpendReport.ByAgent> agents =
                    read(connection, BY_AGENT, tokenRef, from, to, PostgresSpend::byAgent);
            List<SpendReport.ByModel> models =
                    read(connection, BY_MODEL, tokenRef, from, to, PostgresSpend::byModel);
            long requests = agents.stream().mapToLong(SpendReport.ByAgent::requests).sum();
            long total = agents.stream().mapToLong(SpendReport.ByAgent::nanoUsd).sum();
            return new SpendReport(from, to, requests, total, agents, models);
        });
    }

    LedgerSummary summary() {
        String sql =
                "SELECT count(*), count(DISTINCT request_id) FILTER (WHERE kind = 'request'), coalesce(sum(nano_usd), 0) FROM ledger_entry";
        return transactions.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new LedgerSummary(row.getLong(1), row.getLong(2), row.getLong(3));
            }
        });
    }

    /// Lets PostgreSQL leave out the partitions of other months.
    private static String months() {
        return "month >= date_trunc('month', ?::timestamptz AT TIME ZONE 'UTC')::date "
                + "AND month <= (?::timestamptz AT TIME ZONE 'UTC')::date";
    }

    private static <T> List<T> read(
            Connection connection,
            String sql,
            @Nullable String tokenRef,
            Instant from,
            Instant to,
            Row<T> row)
            throws SQLException {
        List<T> all = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setTimestamp(1, Timestamp.from(from));
            select.setTimestamp(2, Timestamp.from(to));
            select.setTimestamp(3, Timestamp.from(from));
            select.setTimestamp(4, Timestamp.from(to));
            select.setString(5, tokenRef);
            select.setString(6, tokenRef);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.add(row.of(rows));
                }
            }
        }
        return all;
    }

    private static SpendReport.ByAgent byAgent(ResultSet row) throws SQLException {
        return new SpendReport.ByAgent(
                new AgentId(row.getString(1)),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6));
    }

    private static SpendReport.ByModel byModel(ResultSet row) throws SQLException {
        return new SpendReport.ByModel(
                row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
