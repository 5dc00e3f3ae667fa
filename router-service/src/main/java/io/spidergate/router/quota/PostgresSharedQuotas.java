package io.spidergate.router.quota;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/// Which pools have turned out to be one quota, in this service's schema.
@Singleton
final class PostgresSharedQuotas {

    /// Then it is found out again: somebody may have given a key an account of its own.
    private static final Duration BELIEVED = Duration.ofDays(7);

    private final DataSource dataSource;

    PostgresSharedQuotas(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Pool by pool the one under whose name both are counted.
    Map<String, String> all(Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT pool, shares_with FROM router.shared_quota WHERE since > ?")) {
            select.setTimestamp(1, Timestamp.from(now.minus(BELIEVED)));
            Map<String, String> all = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.put(rows.getString(1), rows.getString(2));
                }
            }
            return all;
        }
    }

    void put(String pool, String with, Instant now) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO router.shared_quota (pool, shares_with, since) VALUES (?, ?, ?)
                                ON CONFLICT (pool) DO UPDATE SET
                                  shares_with = excluded.shares_with, since = excluded.since
                                """)) {
            insert.setString(1, pool);
            insert.setString(2, with);
            insert.setTimestamp(3, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    /// Whatever shares with the pool, or whatever it shares with.
    void forget(String pool) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "DELETE FROM router.shared_quota WHERE pool = ? OR shares_with = ?")) {
            delete.setString(1, pool);
            delete.setString(2, pool);
            delete.executeUpdate();
        }
    }
}
