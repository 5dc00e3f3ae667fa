package io.spidergate.router.snapshot;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/// Gives versions to contents. Replicas that come to the same content get the same version, and a
/// version never comes back, not even when the database was lost: it is at least the time in
/// milliseconds.
@Singleton
final class PostgresPublications {

    private static final String ADVANCE =
            """
            INSERT INTO router.publication AS known (topic, version, content_hash, published_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (topic) DO UPDATE SET
              version = greatest(known.version + 1, excluded.version),
              content_hash = excluded.content_hash,
              published_at = excluded.published_at
            WHERE ? OR known.content_hash <> excluded.content_hash\
            """;
    private static final String KNOWN =
            "SELECT version, published_at FROM router.publication WHERE topic = ?";

    private final DataSource dataSource;

    PostgresPublications(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @param advanced false when the same content was published before, perhaps by another replica
    record Publication(long version, Instant publishedAt, boolean advanced) {}

    /// @param topic on which it is told
    /// @param always give a new version even to content that is known
    Publication publish(String topic, String contentHash, Instant now, boolean always)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean advanced = advance(connection, topic, contentHash, now, always);
            try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
                statement.setString(1, topic);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("the row of the publication has gone");
                    }
                    return new Publication(
                            row.getLong(1), row.getTimestamp(2).toInstant(), advanced);
                }
            }
        }
    }

    private static boolean advance(
            Connection connection, String topic, String contentHash, Instant now, boolean always)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setString(1, topic);
            statement.setLong(2, now.toEpochMilli());
            statement.setString(3, contentHash);
            statement.setTimestamp(4, Timestamp.from(now));
            statement.setBoolean(5, always);
            return statement.executeUpdate() == 1;
        }
    }
}
