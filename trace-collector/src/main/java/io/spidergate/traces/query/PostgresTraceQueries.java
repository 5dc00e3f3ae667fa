package io.spidergate.traces.query;

import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.RequestId;
import io.spidergate.contracts.traces.TracePage;
import io.spidergate.contracts.traces.TraceStats;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads traces from the day partitions.
@Singleton
final class PostgresTraceQueries {

    private static final String ROW =
            """
            SELECT request_id, started_at, agent, agent_name, requested_model, served_model,
                served_provider, streamed, result, http_status, error_code, attempts, input_tokens,
                output_tokens, cost_nano_usd, first_content_us, duration_us
            FROM traces.trace WHERE %s ORDER BY started_at DESC, request_id DESC LIMIT ?
            """;

    /// The grouping set without columns is the total; both come from one look at the table.
    private static final String STATS =
            """
            SELECT grouping(bucket) AS total, bucket, count(*) AS requests,
                count(*) FILTER (WHERE result <> 'COMPLETED') AS errors,
                count(*) FILTER (WHERE fallback) AS fallbacks,
                coalesce(sum(input_tokens), 0) AS input_tokens,
                coalesce(sum(output_tokens), 0) AS output_tokens,
                coalesce(sum(cost_nano_usd), 0) AS cost_nano_usd,
                percentile_disc(0.5) WITHIN GROUP (ORDER BY duration_us)
                    FILTER (WHERE attempts > 0) AS p50,
                percentile_disc(0.95) WITHIN GROUP (ORDER BY duration_us)
                    FILTER (WHERE attempts > 0) AS p95
            FROM (SELECT *, date_trunc('%s', started_at, 'UTC') AS bucket
                  FROM traces.trace WHERE %s) AS ranged
            GROUP BY GROUPING SETS ((), (bucket))
            """;

    private final DataSource dataSource;

    PostgresTraceQueries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    TracePage page(TraceFilter filter, Optional<TraceCursor> cursor, int limit)
            throws SQLException {
        Where where = cursor.map(Where.of(filter)::after).orElseGet(() -> Where.of(filter));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(ROW.formatted(where.sql()))) {
            where.bind(statement);
            // One more than asked for tells whether there is a next page.
            statement.setInt(where.values().size() + 1, limit + 1);
            try (ResultSet rows = statement.executeQuery()) {
                List<TracePage.Row> traces = new ArrayList<>();
                while (rows.next()) {
                    traces.add(row(rows));
                }
                return page(traces, limit);
            }
        }
    }

    private static TracePage page(List<TracePage.Row> traces, int limit) {
        if (traces.size() <= limit) {
            return new TracePage(traces, null);
        }
        TracePage.Row last = traces.get(limit - 1);
        return new TracePage(
                traces.subList(0, limit),
                new TraceCursor(last.startedAt(), last.requestId().value()).encoded());
    }

    private static TracePage.Row row(ResultSet rows) throws SQLException {
        return new TracePage.Row(
                new RequestId(rows.getString("request_id")),
                instant(rows, "started_at"),
                new AgentId(rows.getString("agent")),
                rows.getString("agent_name"),
                rows.getString("requested_model"),
                rows.getString("served_model"),
                rows.getString("served_provider"),
                rows.getBoolean("streamed"),
                RequestEvent.Result.valueOf(rows.getString("result")),
                rows.getInt("http_status"),
                rows.getString("error_code"),
                rows.getInt("attempts"),
                rows.getLong("input_tokens"),
                rows.getLong("output_tokens"),
                rows.getLong("cost_nano_usd"),
                longOrNull(rows, "first_content_us"),
                rows.getLong("duration_us"));
    }

    /// The event as it was ingested.
    Optional<String> event(String requestId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                SELECT event FROM traces.trace WHERE request_id = ?
                                ORDER BY started_at DESC LIMIT 1
                                """)) {
            statement.setString(1, requestId);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    TraceStats stats(TraceFilter filter, StatsRange range) throws SQLException {
        Where where = Where.of(filter);
        String unit =
                switch (range.unit()) {
                    case HOURS -> "hour";
                    case DAYS -> "day";
                    default -> throw new IllegalArgumentException("bucket " + range.unit());
                };
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(STATS.formatted(unit, where.sql()))) {
            where.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return stats(rows, range);
            }
        }
    }

    private static TraceStats stats(ResultSet rows, StatsRange range) throws SQLException {
        Map<Instant, TraceStats.Bucket> buckets = new HashMap<>();
        TraceStats total = null;
        while (rows.next()) {
            if (rows.getInt("total") == 1) {
                total = total(rows, range);
            } else {
                Instant from = instant(rows, "bucket");
                buckets.put(
                        from,
                        new TraceStats.Bucket(
                                from,
                                rows.getLong("requests"),
                                rows.getLong("errors"),
                                rows.getLong("cost_nano_usd")));
            }
        }
        if (total == null) {
            throw new IllegalStateException("the query returned no total");
        }
        return withBuckets(total, range.fill(buckets));
    }

    private static TraceStats total(ResultSet rows, StatsRange range) throws SQLException {
        return new TraceStats(
                range.from(),
                range.to(),
                rows.getLong("requests"),
                rows.getLong("errors"),
                rows.getLong("fallbacks"),
                rows.getLong("input_tokens"),
                rows.getLong("output_tokens"),
                rows.getLong("cost_nano_usd"),
                rows.getLong("p50"),
                rows.getLong("p95"),
                List.of());
    }

    private static TraceStats withBuckets(TraceStats total, List<TraceStats.Bucket> buckets) {
        return new TraceStats(
                total.from(),
                total.to(),
                total.requests(),
                total.errors(),
                total.fallbacks(),
                total.inputTokens(),
                total.outputTokens(),
                total.costNanoUsd(),
                total.latencyP50Us(),
                total.latencyP95Us(),
                buckets);
    }

    private static Instant instant(ResultSet rows, String column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Long longOrNull(ResultSet rows, String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }
}
