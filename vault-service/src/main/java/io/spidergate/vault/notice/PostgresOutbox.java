package io.spidergate.vault.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The outbox in PostgreSQL, beside what it tells about.
@Singleton
final class PostgresOutbox implements Outbox {

    static final long SHIP_LOCK = 0x5347_4f55_5442_58L;

    private final DataSource dataSource;
    private final ObjectMapper json;

    PostgresOutbox(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /// @param payload JSON, or null for a tombstone
    record Waiting(long id, String credential, @Nullable String payload) {}

    @Override
    public void append(List<CredentialNotice> notices) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = insertion(connection)) {
            for (CredentialNotice notice : notices) {
                insert.setString(1, notice.id().value());
                insert.setString(2, json.writeValueAsString(notice));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("cannot write to the outbox", e);
        }
    }

    @Override
    public void forget(CredentialId credential) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = insertion(connection)) {
            insert.setString(1, credential.value());
            insert.setString(2, null);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write to the outbox", e);
        }
    }

    private static PreparedStatement insertion(Connection connection) throws SQLException {
        return connection.prepareStatement(
                "INSERT INTO vault.notice_outbox (credential_id, payload) VALUES (?, ?)");
    }

    /// The oldest messages; none while another replica ships, because two at once would mix up the
    /// order. The right to ship ends with the caller's transaction.
    List<Waiting> takeTurn(int limit) {
        try (Connection connection = dataSource.getConnection()) {
            return mayShip(connection) ? oldest(connection, limit) : List.of();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the outbox", e);
        }
    }

    private static boolean mayShip(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
            lock.setLong(1, SHIP_LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static List<Waiting> oldest(Connection connection, int limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT id, credential_id, payload FROM vault.notice_outbox ORDER BY id"
                                + " LIMIT ?")) {
            select.setInt(1, limit);
            try (ResultSet row = select.executeQuery()) {
                List<Waiting> waiting = new ArrayList<>();
                while (row.next()) {
                    waiting.add(new Waiting(row.getLong(1), row.getString(2), row.getString(3)));
                }
                return waiting;
            }
        }
    }

    void shipped(List<Waiting> messages) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete =
                        connection.prepareStatement(
                                "DELETE FROM vault.notice_outbox WHERE id = ?")) {
            for (Waiting message : messages) {
                delete.setLong(1, message.id());
                delete.addBatch();
            }
            delete.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot clear the outbox", e);
        }
    }
}
