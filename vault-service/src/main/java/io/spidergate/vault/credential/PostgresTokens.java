package io.spidergate.vault.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Tokens of sign-ins in PostgreSQL. Each call is part of the caller's transaction where there is
/// one.
@Singleton
final class PostgresTokens {

    private final DataSource dataSource;

    PostgresTokens(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Those whose token has to be renewed by now.
    List<CredentialId> due(Instant now) {
        String sql =
                """
                SELECT id FROM vault.credential
                 WHERE enabled AND sign_in_ended IS NULL AND token_refresh_at <= ?
                 ORDER BY token_refresh_at
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, PostgresCredentialRows.utc(now));
            List<CredentialId> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new CredentialId(row.getString(1)));
                }
            }
            return due;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for tokens to renew", e);
        }
    }

    /// A sign-in of somebody else in the same place. Until the transaction ends nobody else puts
    /// one there.
    Optional<CredentialId> another(WorkspaceId workspace, String provider, byte[] fingerprint) {
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement lock =
                    connection.prepareStatement(
                            "SELECT pg_advisory_xact_lock(hashtextextended('plan ' || ? || ' ' || ?, 0))")) {
                lock.setString(1, workspace.value());
                lock.setString(2, provider);
                lock.execute();
            }
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            SELECT id FROM vault.credential
                             WHERE workspace_id = ? AND provider = ? AND fingerprint <> ?
                               AND token_expires_at IS NOT NULL LIMIT 1
                            """)) {
                select.setString(1, workspace.value());
                select.setString(2, provider);
                select.setBytes(3, fingerprint);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? Optional.of(new CredentialId(row.getString(1)))
                            : Optional.empty();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for another sign-in", e);
        }
    }

    /// Makes the caller the only one in the suite who renews it, until the transaction ends; false
    /// where somebody else does or has just done it. The row itself stays free: it is leased
    /// meanwhile.
    boolean takeTurn(CredentialId id, Instant now) {
        try (Connection connection = dataSource.getConnection()) {
            return locked(connection, id) && isDue(connection, id, now);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot take the turn to renew a token", e);
        }
    }

    private static boolean locked(Connection connection, CredentialId id) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended('token ' || ?, 0))")) {
            lock.setString(1, id.value());
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static boolean isDue(Connection connection, CredentialId id, Instant now)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        SELECT 1 FROM vault.credential
                         WHERE id = ? AND sign_in_ended IS NULL AND token_refresh_at <= ?
                        """)) {
            select.setString(1, id.value());
            select.setObject(2, PostgresCredentialRows.utc(now));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /// The sealed grant and what depends on it, in place of those before.
    void store(StoredCredential changed, TokenTimes times) {
        String sql =
                """
                UPDATE vault.credential
                   SET wrapped_key = ?, wrapping_key_id = ?, ciphertext = ?, preview = ?, enabled = ?,
                       version = ?, revision = ?, changed_at = ?, token_expires_at = ?,
                       token_refresh_at = ?, sign_in_ended = NULL
                 WHERE id = ?
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setBytes(1, changed.sealed().wrappedKey());
            update.setInt(2, changed.sealed().wrappingKeyId());
            update.setBytes(3, changed.sealed().ciphertext());
            update.setString(4, changed.view().preview());
            update.setBoolean(5, changed.view().enabled());
            update.setInt(6, changed.version());
            update.setInt(7, changed.revision());
            update.setObject(8, PostgresCredentialRows.utc(changed.changedAt()));
            update.setObject(9, PostgresCredentialRows.utc(times.expiresAt()));
            update.setObject(10, PostgresCredentialRows.utc(times.refreshAt()));
            update.setString(11, changed.view().id().value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store a renewed token", e);
        }
    }

    void end(StoredCredential ended, String why) {
        String sql =
                """
                UPDATE vault.credential SET sign_in_ended = ?, revision = ?, changed_at = ?
                 WHERE id = ?
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, why);
            update.setInt(2, ended.revision());
            update.setObject(3, PostgresCredentialRows.utc(ended.changedAt()));
            update.setString(4, ended.view().id().value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store that a sign-in has ended", e);
        }
    }

    void tryAgainAt(CredentialId id, Instant at) {
        String sql = "UPDATE vault.credential SET token_refresh_at = ? WHERE id = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, PostgresCredentialRows.utc(at));
            update.setString(2, id.value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store when a token is renewed", e);
        }
    }
}
