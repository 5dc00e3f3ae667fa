package io.spidergate.dashboard.throttle;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Counts failed tries by door and address, for all replicas together.
@Singleton
public final class PostgresFailedTries {

    private final DataSource dataSource;
    private final Clock clock;

    PostgresFailedTries(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// Asks for one try. It counts as failed until {@link #forget} says otherwise, so that a
    /// hundred tries at the same moment get no further than one after the other.
    public TryLimit.Decision tryFrom(Door door, String address) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement(
                            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
                lock.setString(1, door + " " + address);
                lock.execute();
            }
            TryLimit.Decision decision =
                    TryLimit.decide(failures(connection, door, address, now), now);
            if (decision instanceof TryLimit.Decision.Open) {
                record(connection, door, address, now);
            }
            connection.commit();
            return decision;
        }
    }

    /// One try has led somewhere; those that failed before it still count.
    public void takeBack(Door door, String address, Instant at) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "DELETE FROM dashboard.failed_try"
                                        + " WHERE door = ? AND address = ? AND failed_at = ?")) {
            statement.setString(1, door.name());
            statement.setString(2, address);
            statement.setObject(3, utc(at));
            statement.executeUpdate();
        }
    }

    /// All of them.
    public void forget(Door door, String address) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "DELETE FROM dashboard.failed_try WHERE door = ? AND address = ?")) {
            statement.setString(1, door.name());
            statement.setString(2, address);
            statement.executeUpdate();
        }
    }

    private static List<Instant> failures(
            Connection connection, Door door, String address, Instant now) throws SQLException {
        try (PreparedStatement clean =
                connection.prepareStatement(
                        "DELETE FROM dashboard.failed_try WHERE failed_at <= ?")) {
            clean.setObject(1, utc(now.minus(TryLimit.WINDOW)));
            clean.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT failed_at FROM dashboard.failed_try WHERE door = ? AND address = ?")) {
            select.setString(1, door.name());
            select.setString(2, address);
            try (ResultSet rows = select.executeQuery()) {
                List<Instant> failures = new ArrayList<>();
                while (rows.next()) {
                    failures.add(rows.getObject(1, OffsetDateTime.class).toInstant());
                }
                return failures;
            }
        }
    }

    private static void record(Connection connection, Door door, String address, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO dashboard.failed_try (door, address, failed_at) VALUES (?, ?, ?)")) {
            insert.setString(1, door.name());
            insert.setString(2, address);
            insert.setObject(3, utc(now));
            insert.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
