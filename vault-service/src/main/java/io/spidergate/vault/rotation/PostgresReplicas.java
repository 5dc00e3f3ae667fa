package io.spidergate.vault.rotation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/// Which replicas of the vault run and which keys each of them has, by the database's clock.
@Singleton
final class PostgresReplicas {

    private static final long CHANGE_LOCK = 0x5347_4b45_5953_4554L;

    private final DataSource dataSource;

    PostgresReplicas(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Says that this one runs, and forgets those that have said nothing for so long.
    ///
    /// @return what each of those that run has, this one among them
    List<Set<Integer>> seen(String replica, List<Integer> keyIds, Duration life) {
        String tell =
                """
                INSERT INTO vault.keyset_replica (replica, key_ids, seen_at) VALUES (?, ?, now())
                ON CONFLICT (replica) DO UPDATE SET key_ids = EXCLUDED.key_ids, seen_at = now()
                """;
        String forget =
                "DELETE FROM vault.keyset_replica WHERE seen_at < now() - ? * interval '1 ms'";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(tell);
                PreparedStatement delete = connection.prepareStatement(forget)) {
            insert.setString(1, replica);
            insert.setArray(2, connection.createArrayOf("int4", keyIds.toArray()));
            insert.executeUpdate();
            delete.setLong(1, life.toMillis());
            delete.executeUpdate();
            return all(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot tell the other replicas", e);
        }
    }

    /// Until the caller's transaction ends no other replica changes the keyset's file.
    void lock() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement lock =
                        connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
            lock.setLong(1, CHANGE_LOCK);
            lock.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot lock the keyset", e);
        }
    }

    List<Set<Integer>> all() {
        try (Connection connection = dataSource.getConnection()) {
            return all(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the replicas", e);
        }
    }

    private static List<Set<Integer>> all(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT key_ids FROM vault.keyset_replica");
                ResultSet row = select.executeQuery()) {
            List<Set<Integer>> replicas = new ArrayList<>();
            while (row.next()) {
                replicas.add(Set.of((Integer[]) row.getArray(1).getArray()));
            }
            return replicas;
        }
    }

    void gone(String replica) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "DELETE FROM vault.keyset_replica WHERE replica = ?")) {
            delete.setString(1, replica);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot say goodbye to the other replicas", e);
        }
    }
}
