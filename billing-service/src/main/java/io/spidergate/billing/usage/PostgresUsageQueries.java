package io.spidergate.billing.usage;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.UsageReport;
import io.spidergate.contracts.billing.UsageReport.Bucket;
import io.spidergate.contracts.billing.UsageReport.ErrorCount;
import io.spidergate.contracts.billing.UsageReport.Group;
import io.spidergate.contracts.billing.UsageReport.Latency;
import io.spidergate.contracts.billing.UsageReport.Sums;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what was counted, all of a report from one snapshot.
@ApplicationScoped
class PostgresUsageQueries {

    private static final String SUMS =
            PostgresUsage.SUMS.stream()
                    .map(counted -> "coalesce(sum(%s), 0)::bigint".formatted(counted.column()))
                    .collect(Collectors.joining(", "));

    private static final String HOURS = " FROM usage_hour";

    /// Each as often as it has tags.
    private static final String HOURS_BY_TAG =
            HOURS + ", unnest(string_to_array(tags, chr(31))) AS tagged (tag)";

    private static final String WHERE =
            """
             WHERE hour >= ? AND hour < ?
                AND (?::text IS NULL OR workspace = ?) AND (?::text IS NULL OR agent = ? OR agent_name = ?)
                AND (?::text IS NULL OR alias = ?) AND (?::text IS NULL OR model = ?)
                AND (?::text IS NULL OR provider = ?) AND (?::text IS NULL OR kind = ?)
                AND (?::text IS NULL OR ? = ANY (string_to_array(tags, chr(31))))\
            """;

    private static final String TIMES =
            "SELECT coalesce(sum(took_us), 0)::bigint, sum_counts(took_counts), sum_counts(first_content_counts)"
                    + HOURS
                    + WHERE;

    /// Errors are counted by workspace and agent alone.
    private static final String ERRORS =
            """
            SELECT error_code, sum(requests)::bigint FROM usage_error_hour e WHERE hour >= ? AND hour < ?
                AND (?::text IS NULL OR workspace = ?)
                AND (?::text IS NULL OR agent = ?
                    OR agent IN (SELECT u.agent FROM usage_hour u WHERE u.hour >= ? AND u.hour < ? AND u.agent_name = ?))
            GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?
            """;

    private final PostgresTransactions transactions;

    PostgresUsageQueries(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    UsageReport report(UsageRange range, boolean compare, UsageFilter filter, int limit) {
        return transactions.call(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Reading reading = new Reading(connection, filter, limit);
            List<Durations> times = new ArrayList<>();
            long tookUs = reading.times(range, times);
            return new UsageReport(
                    range.told(),
                    reading.total(range),
                    compare ? reading.total(range.before()) : null,
                    latency(times.getFirst(), tookUs),
                    latency(times.getLast(), 0),
                    reading.buckets(range),
                    reading.groups(range, "model", "NULL"),
                    reading.groups(range, "alias", "NULL"),
                    reading.groups(range, "agent", "max(agent_name)"),
                    reading.groups(range, "provider", "NULL"),
                    reading.groups(range, "kind", "NULL"),
                    reading.groups(range, "lower(basis)", "NULL"),
                    reading.groups(HOURS_BY_TAG, range, "tag", "NULL"),
                    reading.errors(range));
        });
    }

    int forget(Instant before) {
        return transactions.call(connection -> {
            int forgotten = 0;
            for (String table : List.of("usage_hour", "usage_error_hour")) {
                try (PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM " + table + " WHERE hour < ?")) {
                    delete.setTimestamp(1, Timestamp.from(before));
                    forgotten += delete.executeUpdate();
                }
            }
            return forgotten;
        });
    }

    private static Latency latency(Durations times, long tookUs) {
        long requests = times.requests();
        return new Latency(
                requests,
                requests == 0 ? 0 : tookUs / requests,
                times.percentileUs(0.50),
                times.percentileUs(0.95),
                times.percentileUs(0.99));
    }

    /// One report.
    private record Reading(Connection connection, UsageFilter filter, int limit) {

        Sums total(UsageRange range) throws SQLException {
            try (PreparedStatement select = prepare("SELECT " + SUMS + HOURS + WHERE, range);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return sums(row, 1);
            }
        }

        List<Group> groups(UsageRange range, String name, String label) throws SQLException {
            return groups(HOURS, range, name, label);
        }

        List<Group> groups(String hours, UsageRange range, String name, String label)
                throws SQLException {
            String sql =
                    "SELECT %s, %s, %s%s%s GROUP BY 1 ORDER BY %d DESC, 3 DESC, 1 LIMIT %d"
                            .formatted(
                                    name, label, SUMS, hours, WHERE, 2 + place("nano_usd"), limit);
            List<Group> groups = new ArrayList<>();
            try (PreparedStatement select = prepare(sql, range);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    groups.add(new Group(rows.getString(1), rows.getString(2), sums(rows, 3)));
                }
            }
            return groups;
        }

        List<Bucket> buckets(UsageRange range) throws SQLException {
            String sql =
                    "SELECT date_trunc('%s', hour, 'UTC'), %s%s%s GROUP BY 1"
                            .formatted(range.told().bucket(), SUMS, HOURS, WHERE);
            Map<Instant, Sums> known = new HashMap<>();
            try (PreparedStatement select = prepare(sql, range);
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.put(rows.getTimestamp(1).toInstant(), sums(rows, 2));
                }
            }
            return range.buckets().stream()
                    .map(from -> new Bucket(from, known.getOrDefault(from, Sums.NONE)))
                    .toList();
        }

        /// @param into gets how long all took, and then until when their first content was there
        /// @return all together
        long times(UsageRange range, List<Durations> into) throws SQLException {
            try (PreparedStatement select = prepare(TIMES, range);
                    ResultSet row = select.executeQuery()) {
                row.next();
                into.add(durations(row.getArray(2)));
                into.add(durations(row.getArray(3)));
                return row.getLong(1);
            }
        }

        List<ErrorCount> errors(UsageRange range) throws SQLException {
            List<ErrorCount> errors = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(ERRORS)) {
                select.setTimestamp(1, Timestamp.from(range.from()));
                select.setTimestamp(2, Timestamp.from(range.to()));
                select.setString(3, filter.workspace());
                select.setString(4, filter.workspace());
                select.setString(5, filter.agent());
                select.setString(6, filter.agent());
                select.setTimestamp(7, Timestamp.from(range.from()));
                select.setTimestamp(8, Timestamp.from(range.to()));
                select.setString(9, filter.agent());
                select.setInt(10, limit);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        errors.add(new ErrorCount(rows.getString(1), rows.getLong(2)));
                    }
                }
            }
            return errors;
        }

        private PreparedStatement prepare(String sql, UsageRange range) throws SQLException {
            PreparedStatement select = connection.prepareStatement(sql);
            select.setObject(1, range.from().atOffset(ZoneOffset.UTC));
            select.setObject(2, range.to().atOffset(ZoneOffset.UTC));
            int at = 3;
            for (List<@Nullable String> values : filters()) {
                for (String value : values) {
                    select.setString(at++, value);
                }
            }
            return select;
        }

        private List<List<@Nullable String>> filters() {
            List<List<@Nullable String>> all = new ArrayList<>();
            all.add(times(filter.workspace(), 2));
            all.add(times(filter.agent(), 3));
            all.add(times(filter.alias(), 2));
            all.add(times(filter.model(), 2));
            all.add(times(filter.provider(), 2));
            all.add(times(filter.kind(), 2));
            all.add(times(filter.tag(), 2));
            return all;
        }

        private static List<@Nullable String> times(@Nullable String value, int count) {
            List<@Nullable String> values = new ArrayList<>(count);
            for (int at = 0; at < count; at++) {
                values.add(value);
            }
            return values;
        }

        private static int place(String column) {
            return 1
                    + PostgresUsage.SUMS.stream()
                            .map(PostgresUsage.Counted::column)
                            .toList()
                            .indexOf(column);
        }

        private static Durations durations(Array array) throws SQLException {
            Long[] counts = (Long[]) array.getArray();
            long[] bare = new long[counts.length];
            for (int step = 0; step < counts.length; step++) {
                bare[step] = counts[step];
            }
            return new Durations(bare);
        }

        /// In the order of [PostgresUsage#SUMS].
        private static Sums sums(ResultSet row, int at) throws SQLException {
            return new Sums(
                    row.getLong(at),
                    row.getLong(at + 1),
                    row.getLong(at + 2),
                    row.getLong(at + 3),
                    row.getLong(at + 4),
                    row.getLong(at + 5),
                    row.getLong(at + 6),
                    row.getLong(at + 7),
                    row.getLong(at + 8),
                    row.getLong(at + 9),
                    row.getLong(at + 10),
                    row.getLong(at + 11),
                    row.getLong(at + 12),
                    row.getLong(at + 13),
                    row.getLong(at + 14),
                    row.getLong(at + 15));
        }
    }
}
