package io.spidergate.router.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.spidergate.quota.PoolState;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/// What is known of the quota pools, in this service's schema: it outlives a restart, and replicas
/// share it.
@Singleton
final class PostgresQuotaPools {

    private static final Logger LOG = Logger.getLogger(PostgresQuotaPools.class);

    private static final String READ =
            "SELECT id, state FROM router.quota_pool WHERE id = ANY (?) ORDER BY id";

    /// In the order of ids, so that two calls never wait for each other.
    private static final String LOCK = READ + " FOR UPDATE";

    private static final String APPEAR =
            "INSERT INTO router.quota_pool (id, state) SELECT unnest(?), '' ON CONFLICT DO NOTHING";
    private static final String WRITE =
            "UPDATE router.quota_pool SET state = ?, updated_at = now() WHERE id = ?";

    /// The last moments before a crash of the database are learnt again from providers' answers;
    /// waiting for its disk on each call would cost more than they are worth.
    private static final String DO_NOT_WAIT = "SET LOCAL synchronous_commit = off";

    private final DataSource dataSource;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    PostgresQuotaPools(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.reader =
                json.readerFor(PoolState.class)
                        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.writer = json.writerFor(PoolState.class);
    }

    /// @param states after it, of those that changed
    record Change<T>(Map<String, PoolState> states, T result) {}

    /// Those of the pools that anything is known of.
    Map<String, PoolState> read(Collection<String> ids) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return select(connection, READ, ids);
        }
    }

    void forget(String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement("DELETE FROM router.quota_pool WHERE id = ?")) {
            delete.setString(1, id);
            delete.executeUpdate();
        }
    }

    /// Changes pools under their locks, all or none.
    <T> T change(Collection<String> ids, Function<Map<String, PoolState>, Change<T>> work)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                T result = change(connection, ids, work);
                connection.commit();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    private <T> T change(
            Connection connection,
            Collection<String> ids,
            Function<Map<String, PoolState>, Change<T>> work)
            throws SQLException {
        try (Statement setting = connection.createStatement()) {
            setting.execute(DO_NOT_WAIT);
        }
        try (PreparedStatement appear = connection.prepareStatement(APPEAR)) {
            appear.setArray(1, array(connection, ids));
            appear.executeUpdate();
        }
        Change<T> change = work.apply(select(connection, LOCK, ids));
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            for (Map.Entry<String, PoolState> entry : change.states().entrySet()) {
                write.setString(1, written(entry.getValue()));
                write.setString(2, entry.getKey());
                write.addBatch();
            }
            write.executeBatch();
        }
        return change.result();
    }

    private Map<String, PoolState> select(Connection connection, String sql, Collection<String> ids)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, array(connection, ids));
            Map<String, PoolState> states = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    put(states, rows.getString(1), rows.getString(2));
                }
            }
            return states;
        }
    }

    private void put(Map<String, PoolState> states, String id, String state) {
        if (state.isEmpty()) {
            return;
        }
        try {
            states.put(id, reader.readValue(state));
        } catch (JsonProcessingException e) {
            // A later version may have written it. To begin anew costs some refusals of the
            // provider;
            // to stop would cost all that the pool still has.
            LOG.warnf("what was known of %s cannot be read: %s", id, e.getOriginalMessage());
        }
    }

    private String written(PoolState state) {
        try {
            return writer.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pool's state cannot be written", e);
        }
    }

    private static Array array(Connection connection, Collection<String> ids) throws SQLException {
        return connection.createArrayOf("text", ids.toArray());
    }
}
