package io.spidergate.traces.query;

import io.spidergate.contracts.traces.AttemptUse;
import io.spidergate.contracts.traces.FlowReport;
import io.spidergate.contracts.traces.FlowReport.Reason;
import io.spidergate.contracts.traces.FlowReport.Row;
import io.spidergate.contracts.traces.FlowReport.Share;
import io.spidergate.contracts.traces.FlowReport.Totals;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/// Reads the totals of the hours.
@Singleton
final class PostgresTotalsQueries {

    private static final String SUMS =
            """
            coalesce(sum(requests), 0) AS requests, coalesce(sum(failed), 0) AS failed,
            coalesce(sum(input_tokens), 0) AS input_tokens,
            coalesce(sum(output_tokens), 0) AS output_tokens,
            coalesce(sum(cost_nano_usd), 0) AS cost_nano_usd,
            coalesce(sum(list_nano_usd), 0) AS list_nano_usd
            FROM traces.flow_hour WHERE hour >= ? AND hour < ?
            """;
    private static final String TOTAL = "SELECT " + SUMS;
    private static final String SHARES =
            "SELECT basis, " + SUMS + " GROUP BY basis ORDER BY requests DESC, basis";
    private static final String REASONS =
            "SELECT paid_because, "
                    + SUMS
                    + " AND paid_because <> '' GROUP BY paid_because ORDER BY requests DESC, paid_because";
    private static final String ROWS =
            "SELECT requested_model, served_model, served_provider, "
                    + SUMS
                    + " GROUP BY requested_model, served_model, served_provider"
                    + " ORDER BY requests DESC, requested_model, served_model, served_provider LIMIT ?";

    private static final String ATTEMPTS =
            """
            SELECT provider, account, upstream_model, sum(attempts) AS attempts,
                sum(served) AS served, sum(refused) AS refused, sum(failed) AS failed,
                sum(passed_over) AS passed_over, sum(wasted_nano_usd) AS wasted_nano_usd,
                max(attempts) AS peak
            FROM (SELECT date_trunc('day', hour, 'UTC') AS day, provider, account, upstream_model,
                    sum(attempts) AS attempts, sum(served) AS served, sum(refused) AS refused,
                    sum(failed) AS failed, sum(passed_over) AS passed_over,
                    sum(wasted_nano_usd) AS wasted_nano_usd
                FROM traces.attempt_hour WHERE hour >= ? AND hour < ?
                GROUP BY day, provider, account, upstream_model) AS daily
            GROUP BY provider, account, upstream_model
            ORDER BY provider, account, upstream_model
            """;

    private final DataSource dataSource;

    PostgresTotalsQueries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @param from inclusive, a whole hour
    /// @param to exclusive
    record Hours(Instant from, Instant to) {}

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    FlowReport flow(Hours hours, int limit) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // One look at the table, so that the parts add up to the whole.
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return flow(connection, hours, limit);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static FlowReport flow(Connection connection, Hours hours, int limit)
            throws SQLException {
        Totals total = read(connection, TOTAL, hours, 0, PostgresTotalsQueries::totals).getFirst();
        List<Share> shares =
                read(
                        connection,
                        SHARES,
                        hours,
                        0,
                        row ->
                                new Share(
                                        row.getString("basis").toLowerCase(Locale.ROOT),
                                        totals(row)));
        List<Reason> reasons =
                read(
                        connection,
                        REASONS,
                        hours,
                        0,
                        row ->
                                new Reason(
                                        row.getString("paid_because"),
                                        row.getLong("requests"),
                                        row.getLong("cost_nano_usd")));
        List<Row> rows = read(connection, ROWS, hours, limit + 1, PostgresTotalsQueries::row);
        boolean truncated = rows.size() > limit;
        return new FlowReport(
                hours.from(),
                hours.to(),
                total,
                shares,
                reasons,
                truncated ? rows.subList(0, limit) : rows,
                truncated);
    }

    List<AttemptUse> attempts(Hours hours) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return read(
                    connection,
                    ATTEMPTS,
                    hours,
                    0,
                    row ->
                            new AttemptUse(
                                    row.getString("provider"),
                                    row.getString("account"),
                                    row.getString("upstream_model"),
                                    row.getLong("attempts"),
                                    row.getLong("served"),
                                    row.getLong("refused"),
                                    row.getLong("failed"),
                                    row.getLong("passed_over"),
                                    row.getLong("wasted_nano_usd"),
                                    row.getLong("peak")));
        }
    }

    /// @param limit of rows; 0 where the statement has none
    private static <T> List<T> read(
            Connection connection, String sql, Hours hours, int limit, Reading<T> reading)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, hours.from().atOffset(ZoneOffset.UTC));
            statement.setObject(2, hours.to().atOffset(ZoneOffset.UTC));
            if (limit > 0) {
                statement.setInt(3, limit);
            }
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(reading.of(rows));
                }
            }
            return read;
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("requested_model"),
                row.getString("served_model"),
                row.getString("served_provider"),
                totals(row));
    }

    private static Totals totals(ResultSet row) throws SQLException {
        return new Totals(
                row.getLong("requests"),
                row.getLong("failed"),
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cost_nano_usd"),
                row.getLong("list_nano_usd"));
    }
}
