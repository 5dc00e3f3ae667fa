package io.spidergate.vault.keyset;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/// The fingerprint keyset in the database, sealed under the key-encryption keyset.
@Singleton
final class PostgresSealedKeysets {

    /// One vault at a time decides about the keyset; any constant does.
    private static final long START_LOCK = 0x5347_5641_554c_54L;

    private final DataSource dataSource;

    PostgresSealedKeysets(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// @param sealedFingerprintKeyset empty before the first start
    record Held(Optional<byte[]> sealedFingerprintKeyset, long credentials) {}

    /// Holds other vaults that start off until the surrounding transaction ends.
    Held lockAndRead() {
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
                lock.setLong(1, START_LOCK);
                lock.execute();
            }
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    SELECT (SELECT keyset FROM vault.sealed_keyset
                                             WHERE purpose = 'fingerprint'),
                                           (SELECT count(*) FROM vault.credential)
                                    """);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return new Held(Optional.ofNullable(row.getBytes(1)), row.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the sealed keyset", e);
        }
    }

    /// Empty before the first start.
    Optional<byte[]> read() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT keyset FROM vault.sealed_keyset WHERE purpose ="
                                        + " 'fingerprint'");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the sealed keyset", e);
        }
    }

    void insert(byte[] sealedFingerprintKeyset, int wrappingKeyId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO vault.sealed_keyset (purpose, keyset, wrapping_key_id)"
                                        + " VALUES ('fingerprint', ?, ?)")) {
            insert.setBytes(1, sealedFingerprintKeyset);
            insert.setInt(2, wrappingKeyId);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the sealed keyset", e);
        }
    }
}
