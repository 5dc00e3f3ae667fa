package io.spidergate.router.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// What is remembered of providers' lists, in this service's schema; replicas share it.
@Singleton
public final class PostgresRosters {

    private static final Logger LOG = Logger.getLogger(PostgresRosters.class);

    private static final int TRIES = 10;

    private static final String VERSIONS = "SELECT provider, version FROM router.roster";
    private static final String READ =
            "SELECT state, version FROM router.roster WHERE provider = ?";
    private static final String APPEAR =
            """
            INSERT INTO router.roster (provider, state, version) VALUES (?, '', 0)
            ON CONFLICT DO NOTHING\
            """;
    private static final String WRITE =
            """
            UPDATE router.roster SET state = ?, version = version + 1
             WHERE provider = ? AND version = ?\
            """;

    /// For as long as a provider may take to answer, and a router that dies meanwhile.
    private static final String CLAIM =
            """
            UPDATE router.roster SET claimed_until = now() + interval '2 minutes'
             WHERE provider = ? AND claimed_until < now()\
            """;

    private final DataSource dataSource;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    PostgresRosters(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.reader =
                json.readerFor(RosterState.class)
                        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.writer = json.writerFor(RosterState.class);
    }

    /// @param version of the row; 0 where it has never been written
    public record Stored(RosterState state, long version) {}

    /// What has changed since `known` is read, the rest is taken from there.
    public Map<String, Stored> refreshed(Map<String, Stored> known) throws SQLException {
        Map<String, Stored> all = new HashMap<>();
        try (Connection connection = dataSource.getConnection()) {
            for (Map.Entry<String, Long> row : versions(connection).entrySet()) {
                Stored before = known.get(row.getKey());
                all.put(
                        row.getKey(),
                        before != null && before.version() == row.getValue()
                                ? before
                                : read(connection, row.getKey()));
            }
        }
        return all;
    }

    public RosterState change(String provider, UnaryOperator<RosterState> work)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, APPEAR, provider);
            for (int tried = 0; tried < TRIES; tried++) {
                Stored stored = read(connection, provider);
                RosterState changed = work.apply(stored.state());
                if (write(connection, provider, changed, stored.version())) {
                    return changed;
                }
            }
            throw new SQLException("the roster of %s is always changed".formatted(provider));
        }
    }

    /// False where another router is about to ask this provider.
    public boolean claim(String provider) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, APPEAR, provider);
            return execute(connection, CLAIM, provider) == 1;
        }
    }

    private static int execute(Connection connection, String sql, String provider)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, provider);
            return statement.executeUpdate();
        }
    }

    private static Map<String, Long> versions(Connection connection) throws SQLException {
        Map<String, Long> versions = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                versions.put(rows.getString(1), rows.getLong(2));
            }
        }
        return versions;
    }

    private Stored read(Connection connection, String provider) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, provider);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Stored(state(provider, row.getString(1)), row.getLong(2))
                        : new Stored(RosterState.NONE, 0);
            }
        }
    }

    private boolean write(Connection connection, String provider, RosterState state, long version)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, written(state));
            statement.setString(2, provider);
            statement.setLong(3, version);
            return statement.executeUpdate() == 1;
        }
    }

    private RosterState state(String provider, String text) {
        if (text.isEmpty()) {
            return RosterState.NONE;
        }
        try {
            return reader.readValue(text);
        } catch (JsonProcessingException e) {
            // A later version may have written it. The list is read again; decisions are lost.
            LOG.warnf(
                    "what was known of %s's list cannot be read: %s",
                    provider, e.getOriginalMessage());
            return RosterState.NONE;
        }
    }

    private String written(RosterState state) {
        try {
            return writer.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a roster cannot be written", e);
        }
    }
}
