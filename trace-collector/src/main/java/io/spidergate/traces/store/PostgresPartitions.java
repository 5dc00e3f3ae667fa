package io.spidergate.traces.store;

import io.spidergate.traces.TracesConfig;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/// Makes the partitions that events need and drops those out of retention.
@Singleton
public final class PostgresPartitions {

    /// Any number of collectors may want the same partition at the same time; `CREATE TABLE IF NOT
    /// EXISTS` alone loses that race with an error.
    private static final long LOCK = 0x7472616365L;

    private final DataSource dataSource;
    private final Clock clock;
    private final TracesConfig config;
    private final Set<DayPartition> known = ConcurrentHashMap.newKeySet();

    PostgresPartitions(DataSource dataSource, Clock clock, TracesConfig config) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.config = config;
    }

    /// Partitions for today and the days ahead stand, those out of retention are gone.
    ///
    /// @return names of the partitions that were dropped
    public List<String> sweep() throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection);
            for (DayPartition partition : DayPartition.ahead(now, config.partitionsAhead())) {
                create(connection, partition);
            }
            List<String> dropped = dropExpired(connection, now);
            connection.commit();
            return dropped;
        }
    }

    void ensure(Connection connection, Set<DayPartition> needed) throws SQLException {
        List<DayPartition> missing =
                needed.stream().filter(partition -> !known.contains(partition)).toList();
        if (missing.isEmpty()) {
            return;
        }
        lock(connection);
        for (DayPartition partition : missing) {
            create(connection, partition);
        }
    }

    /// Only what a committed transaction has made may be remembered.
    void remember(Set<DayPartition> committed) {
        known.addAll(committed);
    }

    /// Another collector has dropped what this one remembered.
    void forgetAll() {
        known.clear();
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }

    private static void create(Connection connection, DayPartition partition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    ("CREATE TABLE IF NOT EXISTS traces.%s PARTITION OF traces.trace"
                                    + " FOR VALUES FROM ('%s') TO ('%s')")
                            .formatted(partition.table(), partition.start(), partition.end()));
        }
    }

    private List<String> dropExpired(Connection connection, Instant now) throws SQLException {
        Duration retention = config.retention();
        List<String> dropped = new ArrayList<>();
        for (DayPartition partition : existing(connection)) {
            if (partition.isExpired(now, retention)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("DROP TABLE IF EXISTS traces." + partition.table());
                }
                known.remove(partition);
                dropped.add(partition.table());
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "DELETE FROM traces.dead_letter WHERE received_at < ?")) {
            statement.setObject(1, OffsetDateTime.ofInstant(now.minus(retention), ZoneOffset.UTC));
            statement.executeUpdate();
        }
        for (String totals : List.of("flow_hour", "attempt_hour")) {
            deleteTotals(connection, totals, now.minus(config.totalsRetention()));
        }
        return dropped;
    }

    private static void deleteTotals(Connection connection, String table, Instant before)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM traces." + table + " WHERE hour < ?")) {
            statement.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static List<DayPartition> existing(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                SELECT child.relname FROM pg_inherits
                                JOIN pg_class child ON child.oid = pg_inherits.inhrelid
                                WHERE pg_inherits.inhparent = 'traces.trace'::regclass
                                """);
                ResultSet rows = statement.executeQuery()) {
            List<DayPartition> partitions = new ArrayList<>();
            while (rows.next()) {
                DayPartition.named(rows.getString(1)).ifPresent(partitions::add);
            }
            return partitions;
        }
    }
}
