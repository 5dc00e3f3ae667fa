package io.spidergate.vault.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.vault.envelope.SealedSecret;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Credentials in PostgreSQL.
@Singleton
final class PostgresCredentials implements CredentialStore {

    private static final String COLUMNS =
            """
            id, workspace_id, provider, account, label, preview, enabled, version,
            wrapped_key, wrapping_key_id, ciphertext, created_at, changed_at
            """;

    private final DataSource dataSource;

    PostgresCredentials(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public boolean insert(StoredCredential credential, byte[] fingerprint) {
        String sql =
                "INSERT INTO vault.credential (%s, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                .formatted(COLUMNS)
                        + " ON CONFLICT ON CONSTRAINT credential_held_once DO NOTHING";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            CredentialView view = credential.view();
            insert.setString(1, view.id().value());
            insert.setString(2, credential.workspace().value());
            insert.setString(3, view.provider());
            insert.setString(4, view.account());
            insert.setString(5, view.label());
            insert.setString(6, view.preview());
            insert.setBoolean(7, view.enabled());
            insert.setInt(8, credential.version());
            insert.setBytes(9, credential.sealed().wrappedKey());
            insert.setInt(10, credential.sealed().wrappingKeyId());
            insert.setBytes(11, credential.sealed().ciphertext());
            insert.setObject(12, utc(view.createdAt()));
            insert.setObject(13, utc(credential.changedAt()));
            insert.setBytes(14, fingerprint);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the credential", e);
        }
    }

    @Override
    public Optional<StoredCredential> withFingerprint(
            WorkspaceId workspace, String provider, byte[] fingerprint) {
        return query(
                        "SELECT "
                                + COLUMNS
                                + " FROM vault.credential WHERE workspace_id = ? AND provider = ? AND"
                                + " fingerprint = ?",
                        (connection, select) -> {
                            select.setString(1, workspace.value());
                            select.setString(2, provider);
                            select.setBytes(3, fingerprint);
                        })
                .stream()
                .findFirst();
    }

    @Override
    public List<StoredCredential> find(WorkspaceId workspace, Collection<CredentialId> ids) {
        String[] values = ids.stream().map(CredentialId::value).toArray(String[]::new);
        return query(
                "SELECT "
                        + COLUMNS
                        + " FROM vault.credential WHERE workspace_id = ? AND id = ANY (?) FOR SHARE",
                (connection, select) -> {
                    select.setString(1, workspace.value());
                    select.setArray(2, connection.createArrayOf("text", values));
                });
    }

    @Override
    public List<StoredCredential> all(WorkspaceId workspace) {
        return query(
                "SELECT "
                        + COLUMNS
                        + " FROM vault.credential WHERE workspace_id = ? ORDER BY created_at, id FOR"
                        + " SHARE",
                (connection, select) -> select.setString(1, workspace.value()));
    }

    @Override
    public long count(WorkspaceId workspace, boolean enabled) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT count(*) FROM vault.credential WHERE workspace_id = ? AND"
                                        + " enabled = ?")) {
            select.setString(1, workspace.value());
            select.setBoolean(2, enabled);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count credentials", e);
        }
    }

    @Override
    public Optional<StoredCredential> delete(WorkspaceId workspace, CredentialId id) {
        return query(
                        "DELETE FROM vault.credential WHERE workspace_id = ? AND id = ? RETURNING "
                                + COLUMNS,
                        (connection, delete) -> {
                            delete.setString(1, workspace.value());
                            delete.setString(2, id.value());
                        })
                .stream()
                .findFirst();
    }

    @FunctionalInterface
    private interface Arguments {
        void set(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private List<StoredCredential> query(String sql, Arguments arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.set(connection, statement);
            try (ResultSet row = statement.executeQuery()) {
                List<StoredCredential> found = new ArrayList<>();
                while (row.next()) {
                    found.add(stored(row));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read credentials", e);
        }
    }

    private static StoredCredential stored(ResultSet row) throws SQLException {
        return new StoredCredential(
                new WorkspaceId(row.getString("workspace_id")),
                new CredentialView(
                        new CredentialId(row.getString("id")),
                        row.getString("provider"),
                        row.getString("account"),
                        row.getString("label"),
                        row.getString("preview"),
                        row.getBoolean("enabled"),
                        instant(row, "created_at")),
                row.getInt("version"),
                instant(row, "changed_at"),
                new SealedSecret(
                        row.getBytes("wrapped_key"),
                        row.getInt("wrapping_key_id"),
                        row.getBytes("ciphertext")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
