package io.spidergate.vault.rotation;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.vault.envelope.Binding;
import io.spidergate.vault.envelope.SealedSecret;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/// What lies under which key, and its bringing under another. Each call is part of the caller's
/// transaction.
@Singleton
final class PostgresWrappings {

    private final DataSource dataSource;

    PostgresWrappings(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    record Wrapped(Binding binding, SealedSecret sealed) {}

    /// Some that lie under another key than this, locked; those that somebody else has locked are
    /// left to the next time.
    List<Wrapped> notUnder(int keyId, Collection<CredentialId> without, int limit) {
        String sql =
                """
                SELECT id, workspace_id, provider, purpose, wrapped_key, wrapping_key_id, ciphertext
                  FROM vault.credential
                 WHERE wrapping_key_id <> ? AND NOT id = ANY (?)
                 LIMIT ? FOR UPDATE SKIP LOCKED
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, keyId);
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", without.stream().map(CredentialId::value).toArray()));
            select.setInt(3, limit);
            List<Wrapped> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(wrapped(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read wrapped keys", e);
        }
    }

    private static Wrapped wrapped(ResultSet row) throws SQLException {
        return new Wrapped(
                new Binding(
                        new WorkspaceId(row.getString("workspace_id")),
                        row.getString("provider"),
                        new CredentialId(row.getString("id")),
                        CredentialPurpose.valueOf(row.getString("purpose"))),
                new SealedSecret(
                        row.getBytes("wrapped_key"),
                        row.getInt("wrapping_key_id"),
                        row.getBytes("ciphertext")));
    }

    void update(List<Wrapped> rewrapped) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE vault.credential SET wrapped_key = ?, wrapping_key_id = ?"
                                        + " WHERE id = ?")) {
            for (Wrapped one : rewrapped) {
                update.setBytes(1, one.sealed().wrappedKey());
                update.setInt(2, one.sealed().wrappingKeyId());
                update.setString(3, one.binding().credential().value());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store wrapped keys", e);
        }
    }

    /// The fingerprint keyset, locked, where it lies under another key than this.
    Optional<byte[]> fingerprintsNotUnder(int keyId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                """
                                SELECT keyset FROM vault.sealed_keyset
                                 WHERE purpose = 'fingerprint'
                                   AND wrapping_key_id IS DISTINCT FROM ? FOR UPDATE
                                """)) {
            select.setInt(1, keyId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the sealed keyset", e);
        }
    }

    void updateFingerprints(byte[] sealed, int keyId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                "UPDATE vault.sealed_keyset SET keyset = ?, wrapping_key_id = ?"
                                        + " WHERE purpose = 'fingerprint'")) {
            update.setBytes(1, sealed);
            update.setInt(2, keyId);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the sealed keyset", e);
        }
    }

    Map<Integer, Long> credentialsByKey() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT wrapping_key_id, count(*) FROM vault.credential GROUP BY 1");
                ResultSet row = select.executeQuery()) {
            Map<Integer, Long> counts = new HashMap<>();
            while (row.next()) {
                counts.put(row.getInt(1), row.getLong(2));
            }
            return counts;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count wrapped keys", e);
        }
    }
}
