package io.spidergate.dashboard.login;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Counts tries to log in by address, for all replicas together.
@Singleton
final class PostgresLoginFailures {

    private final DataSource dataSource;
    private final Clock clock;

    PostgresLoginFailures(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /// Asks for one try. It counts as failed until {@link #forget} says otherwise, so that a
    /// hundred tries at the same moment get no further than one after the other.
    LoginThrottle.Decision tryFrom(String address) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement(
                            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
                lock.setString(1, address);
                lock.execute();
            }
            LoginThrottle.Decision decision =
                    LoginThrottle.decide(failures(connection, address, now), now);
            if (decision instanceof LoginThrottle.Decision.Open) {
                record(connection, address, now);
            }
            connection.commit();
            return decision;
        }
    }

    void forget(String address) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "DELETE FROM dashboard.login_failure WHERE address = ?")) {
            statement.setString(1, address);
            statement.executeUpdate();
        }
    }

    private static List<Instant> failures(Connection connection, String address, Instant now)
            throws SQLException {
        try (PreparedStatement clean =
                connection.prepareStatement(
                        "DELETE FROM dashboard.login_failure WHERE failed_at <= ?")) {
            clean.setObject(1, utc(now.minus(LoginThrottle.WINDOW)));
            clean.executeUpdate();
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT failed_at FROM dashboard.login_failure WHERE address = ?")) {
            select.setString(1, address);
            try (ResultSet rows = select.executeQuery()) {
                List<Instant> failures = new ArrayList<>();
                while (rows.next()) {
                    failures.add(rows.getObject(1, OffsetDateTime.class).toInstant());
                }
                return failures;
            }
        }
    }

    private static void record(Connection connection, String address, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO dashboard.login_failure (address, failed_at) VALUES (?, ?)")) {
            insert.setString(1, address);
            insert.setObject(2, utc(now));
            insert.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
