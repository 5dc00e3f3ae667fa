package io.spidergate.router.health;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

/// Resets of cooldowns, in this service's schema; those that are older than anything that is
/// remembered are dropped.
@Singleton
public final class PostgresResets {

    private static final String ALL = "SELECT key, at FROM router.cooldown_reset";
    private static final String PUT =
            """
            INSERT INTO router.cooldown_reset (key, at) VALUES (?, ?)
            ON CONFLICT (key) DO UPDATE SET at = excluded.at\
            """;
    private static final String FORGET = "DELETE FROM router.cooldown_reset WHERE at < ?";

    private final DataSource dataSource;

    PostgresResets(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Resets all() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
            Map<String, Instant> byKey = new HashMap<>();
            while (rows.next()) {
                byKey.put(rows.getString(1), rows.getTimestamp(2).toInstant());
            }
            return new Resets(byKey);
        }
    }

    public void put(String key, Instant at) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement forget = connection.prepareStatement(FORGET);
                PreparedStatement put = connection.prepareStatement(PUT)) {
            forget.setTimestamp(1, Timestamp.from(at.minus(HealthReport.LONGEST_REPLAY)));
            forget.executeUpdate();
            put.setString(1, key);
            put.setTimestamp(2, Timestamp.from(at));
            put.executeUpdate();
        }
    }
}
