package io.spidergate.vault.invite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.SettingsChange;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/// Invites in PostgreSQL. Each call is part of the caller's transaction where there is one.
@Singleton
final class PostgresInvites {

    private static final String COLUMNS =
            """
            id, workspace_id, provider, account, label, settings, email, message, created_by,
            created_at, expires_at, revoked_at, credential_id
            """;

    private final DataSource dataSource;
    private final ObjectMapper json;

    PostgresInvites(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    void insert(Invite invite) {
        run(
                """
                INSERT INTO vault.invite (id, workspace_id, provider, account, label, settings,
                                          email, message, created_by, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                """,
                insert -> {
                    insert.setString(1, invite.id());
                    insert.setString(2, invite.workspace().value());
                    insert.setString(3, invite.provider());
                    insert.setString(4, invite.account());
                    insert.setString(5, invite.label());
                    insert.setString(6, written(invite.settings()));
                    insert.setString(7, invite.email());
                    insert.setString(8, invite.message());
                    insert.setString(9, invite.createdBy());
                    insert.setObject(10, utc(invite.createdAt()));
                    insert.setObject(11, utc(invite.expiresAt()));
                });
    }

    Optional<Invite> find(String id) {
        return select("WHERE id = ?", select -> select.setString(1, id)).stream().findFirst();
    }

    /// The same, and nobody else can use or revoke it until the transaction ends.
    Optional<Invite> lock(String id) {
        return select("WHERE id = ? FOR UPDATE", select -> select.setString(1, id)).stream()
                .findFirst();
    }

    /// Newest first.
    List<Invite> all() {
        return select("ORDER BY created_at DESC, id", select -> {});
    }

    void revoked(String id, Instant at) {
        run(
                "UPDATE vault.invite SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                update -> {
                    update.setObject(1, utc(at));
                    update.setString(2, id);
                });
    }

    void used(String id, CredentialId credential, Instant at) {
        run(
                "UPDATE vault.invite SET credential_id = ?, used_at = ? WHERE id = ?",
                update -> {
                    update.setString(1, credential.value());
                    update.setObject(2, utc(at));
                    update.setString(3, id);
                });
    }

    @FunctionalInterface
    private interface Arguments {
        void set(PreparedStatement statement) throws SQLException;
    }

    private void run(String sql, Arguments arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            arguments.set(statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot store the invite", e);
        }
    }

    private List<Invite> select(String which, Arguments arguments) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT " + COLUMNS + " FROM vault.invite " + which)) {
            arguments.set(statement);
            try (ResultSet row = statement.executeQuery()) {
                List<Invite> found = new ArrayList<>();
                while (row.next()) {
                    found.add(read(row));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read invites", e);
        }
    }

    private Invite read(ResultSet row) throws SQLException {
        String credential = row.getString("credential_id");
        return new Invite(
                row.getString("id"),
                new WorkspaceId(row.getString("workspace_id")),
                row.getString("provider"),
                row.getString("account"),
                row.getString("label"),
                settings(row.getString("settings")),
                row.getString("email"),
                row.getString("message"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("revoked_at") != null,
                credential == null ? null : new CredentialId(credential));
    }

    private String written(SettingsChange settings) {
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings cannot be written", e);
        }
    }

    private SettingsChange settings(String text) {
        try {
            return json.readValue(text, SettingsChange.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings of an invite cannot be read", e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
