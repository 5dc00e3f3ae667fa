package io.spidergate.dashboard.login;

import io.spidergate.dashboard.DashboardConfig;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;

/// Sessions by the hash of their secret: who reads the table cannot log in with it.
@Singleton
final class PostgresSessions {

    private final DataSource dataSource;
    private final Clock clock;
    private final DashboardConfig config;

    PostgresSessions(DataSource dataSource, Clock clock, DashboardConfig config) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.config = config;
    }

    void open(long account, String secret) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            removeExpired(connection, now);
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            """
                            INSERT INTO dashboard.session
                                (secret_hash, account, created_at, last_seen_at, expires_at)
                            VALUES (?, ?, ?, ?, ?)
                            """)) {
                statement.setBytes(1, Digests.atRest(secret));
                statement.setLong(2, account);
                statement.setObject(3, utc(now));
                statement.setObject(4, utc(now));
                statement.setObject(5, utc(now.plus(config.sessionLifetime())));
                statement.executeUpdate();
            }
        }
    }

    /// The owner of a session that has neither ended nor slept too long; seeing it keeps it awake.
    Optional<Account> owner(String secret) throws SQLException {
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                """
                                UPDATE dashboard.session SET last_seen_at = ?
                                FROM dashboard.account
                                WHERE secret_hash = ? AND expires_at > ? AND last_seen_at > ?
                                    AND account.id = session.account
                                RETURNING account.id, account.name, account.role,
                                    account.password_hash
                                """)) {
            statement.setObject(1, utc(now));
            statement.setBytes(2, Digests.atRest(secret));
            statement.setObject(3, utc(now));
            statement.setObject(4, utc(now.minus(config.sessionIdle())));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Account(
                                        rows.getLong(1),
                                        rows.getString(2),
                                        Role.of(rows.getString(3)),
                                        rows.getString(4)))
                        : Optional.empty();
            }
        }
    }

    void close(String secret) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "DELETE FROM dashboard.session WHERE secret_hash = ?")) {
            statement.setBytes(1, Digests.atRest(secret));
            statement.executeUpdate();
        }
    }

    /// Whoever else was logged in to the account no longer is.
    void closeAll(long account) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "DELETE FROM dashboard.session WHERE account = ?")) {
            statement.setLong(1, account);
            statement.executeUpdate();
        }
    }

    private void removeExpired(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        DELETE FROM dashboard.session
                        WHERE expires_at <= ? OR last_seen_at <= ?
                        """)) {
            statement.setObject(1, utc(now));
            statement.setObject(2, utc(now.minus(config.sessionIdle())));
            statement.executeUpdate();
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
