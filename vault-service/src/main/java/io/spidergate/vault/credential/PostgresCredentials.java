package io.spidergate.vault.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProbeResult;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Credentials in PostgreSQL.
@Singleton
final class PostgresCredentials implements CredentialStore {

    private static final String COLUMNS =
            """
            id, workspace_id, provider, account, label, preview, enabled, shared, priority,
            models, embeddings, requests_per_minute, requests_per_day, spend_limit_nano_usd,
            spend_limit_period, spend_limit_action, version, revision, created_at, changed_at,
            wrapped_key, wrapping_key_id, ciphertext, reference, purpose, usage_of
            """;

    private static final String ALL =
            COLUMNS
                    + ", probed_at, probe_verdict, probe_message, probe_since, token_expires_at, sign_in_ended";

    private final DataSource dataSource;

    PostgresCredentials(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public boolean insert(StoredCredential credential, byte[] fingerprint) {
        String sql =
                "INSERT INTO vault.credential (%s, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                .formatted(COLUMNS)
                        + " ON CONFLICT ON CONSTRAINT credential_held_once DO NOTHING";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql)) {
            CredentialView view = credential.view();
            insert.setString(1, view.id().value());
            insert.setString(2, view.workspace().value());
            insert.setString(3, view.provider());
            insert.setString(4, view.account());
            insert.setString(5, view.label());
            insert.setString(6, view.preview());
            insert.setBoolean(7, view.enabled());
            PostgresCredentialRows.setSettings(insert, 8, view.settings());
            insert.setInt(17, credential.version());
            insert.setInt(18, credential.revision());
            insert.setObject(19, PostgresCredentialRows.utc(view.createdAt()));
            insert.setObject(20, PostgresCredentialRows.utc(credential.changedAt()));
            insert.setBytes(21, credential.sealed().wrappedKey());
            insert.setInt(22, credential.sealed().wrappingKeyId());
            insert.setBytes(23, credential.sealed().ciphertext());
            insert.setString(24, view.reference());
            insert.setString(25, view.purpose().name());
            insert.setArray(26, PostgresCredentialRows.texts(connection, view.usageOf()));
            insert.setBytes(27, fingerprint);
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
                                + ALL
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
    public List<StoredCredential> find(Collection<CredentialId> ids) {
        List<String> values = ids.stream().map(CredentialId::value).toList();
        return query(
                "SELECT " + ALL + " FROM vault.credential WHERE id = ANY (?) FOR SHARE",
                (connection, select) ->
                        select.setArray(1, PostgresCredentialRows.texts(connection, values)));
    }

    @Override
    public Optional<StoredCredential> read(CredentialId id) {
        return query(
                        "SELECT " + ALL + " FROM vault.credential WHERE id = ?",
                        (connection, select) -> select.setString(1, id.value()))
                .stream()
                .findFirst();
    }

    @Override
    public List<StoredCredential> withReference(Collection<CredentialId> ids) {
        List<String> values = ids.stream().map(CredentialId::value).toList();
        return query(
                "SELECT "
                        + ALL
                        + " FROM vault.credential"
                        + " WHERE enabled AND reference IS NOT NULL AND id = ANY (?)",
                (connection, select) ->
                        select.setArray(1, PostgresCredentialRows.texts(connection, values)));
    }

    @Override
    public Optional<StoredCredential> lock(CredentialId id) {
        return query(
                        "SELECT " + ALL + " FROM vault.credential WHERE id = ? FOR UPDATE",
                        (connection, select) -> select.setString(1, id.value()))
                .stream()
                .findFirst();
    }

    @Override
    public List<StoredCredential> all() {
        return query(
                "SELECT " + ALL + " FROM vault.credential ORDER BY created_at, id FOR SHARE",
                (connection, select) -> {});
    }

    @Override
    public List<StoredCredential> page(int limit, @Nullable StoredCredential after) {
        String sql =
                "SELECT %s FROM vault.credential %s ORDER BY created_at, id LIMIT ?"
                        .formatted(ALL, after == null ? "" : "WHERE (created_at, id) > (?, ?)");
        return query(
                sql,
                (connection, select) -> {
                    int next = 1;
                    if (after != null) {
                        select.setObject(
                                next++, PostgresCredentialRows.utc(after.view().createdAt()));
                        select.setString(next++, after.view().id().value());
                    }
                    select.setInt(next, limit);
                });
    }

    @Override
    public void update(StoredCredential changed) {
        CredentialView view = changed.view();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update =
                        connection.prepareStatement(
                                """
                                UPDATE vault.credential
                                   SET account = ?, label = ?, enabled = ?, shared = ?, priority = ?,
                                       models = ?, embeddings = ?, requests_per_minute = ?, requests_per_day = ?,
                                       spend_limit_nano_usd = ?, spend_limit_period = ?,
                                       spend_limit_action = ?, revision = ?, changed_at = ?
                                 WHERE id = ?
                                """)) {
            update.setString(1, view.account());
            update.setString(2, view.label());
            update.setBoolean(3, view.enabled());
            PostgresCredentialRows.setSettings(update, 4, view.settings());
            update.setInt(13, changed.revision());
            update.setObject(14, PostgresCredentialRows.utc(changed.changedAt()));
            update.setString(15, view.id().value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot change the credential", e);
        }
    }

    @Override
    public void probed(CredentialId id, ProbeResult result, Instant at) {
        String sql =
                """
                UPDATE vault.credential
                   SET probe_since = CASE WHEN probe_verdict = ? THEN probe_since ELSE ? END,
                       probe_verdict = ?, probe_message = ?, probed_at = ?
                 WHERE id = ?
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, result.verdict().name());
            update.setObject(2, PostgresCredentialRows.utc(at));
            update.setString(3, result.verdict().name());
            update.setString(4, result.message());
            update.setObject(5, PostgresCredentialRows.utc(at));
            update.setString(6, id.value());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store what the probe has shown", e);
        }
    }

    @Override
    public Optional<CredentialId> takeDue(Instant before, Instant now) {
        String sql =
                """
                UPDATE vault.credential SET probed_at = ?
                 WHERE id = (SELECT id FROM vault.credential
                              WHERE enabled AND coalesce(probed_at, created_at) < ?
                              ORDER BY coalesce(probed_at, created_at)
                              LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING id
                """;
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setObject(1, PostgresCredentialRows.utc(now));
            update.setObject(2, PostgresCredentialRows.utc(before));
            try (ResultSet row = update.executeQuery()) {
                return row.next()
                        ? Optional.of(new CredentialId(row.getString(1)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot look for credentials to probe", e);
        }
    }

    @Override
    public long count(boolean enabled) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(
                                "SELECT count(*) FROM vault.credential WHERE enabled = ?")) {
            select.setBoolean(1, enabled);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count credentials", e);
        }
    }

    @Override
    public Optional<StoredCredential> delete(CredentialId id) {
        return query(
                        "DELETE FROM vault.credential WHERE id = ? RETURNING " + ALL,
                        (connection, delete) -> delete.setString(1, id.value()))
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
                    found.add(PostgresCredentialRows.read(row));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read credentials", e);
        }
    }
}
