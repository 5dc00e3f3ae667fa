package io.spidergate.vault.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.ProbeView;
import io.spidergate.contracts.vault.SignInView;
import io.spidergate.contracts.vault.SpendLimit;
import io.spidergate.vault.envelope.SealedSecret;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Credentials from and to the columns of a row.
final class PostgresCredentialRows {

    private PostgresCredentialRows() {}

    static StoredCredential read(ResultSet row) throws SQLException {
        return new StoredCredential(
                new CredentialView(
                        new CredentialId(row.getString("id")),
                        new WorkspaceId(row.getString("workspace_id")),
                        row.getString("provider"),
                        row.getString("account"),
                        row.getString("label"),
                        row.getString("preview"),
                        row.getBoolean("enabled"),
                        new CredentialSettings(
                                row.getBoolean("shared"),
                                row.getInt("priority"),
                                List.of((String[]) row.getArray("models").getArray()),
                                row.getBoolean("embeddings"),
                                row.getObject("requests_per_minute", Long.class),
                                row.getObject("requests_per_day", Long.class),
                                spendLimit(row)),
                        instant(row, "created_at"),
                        probe(row),
                        signIn(row),
                        row.getString("reference"),
                        CredentialPurpose.valueOf(row.getString("purpose")),
                        List.of((String[]) row.getArray("usage_of").getArray())),
                row.getInt("version"),
                row.getInt("revision"),
                instant(row, "changed_at"),
                new SealedSecret(
                        row.getBytes("wrapped_key"),
                        row.getInt("wrapping_key_id"),
                        row.getBytes("ciphertext")));
    }

    static Array texts(Connection connection, List<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    /// Nine columns, from `shared` to `spend_limit_action`.
    static void setSettings(PreparedStatement statement, int from, CredentialSettings settings)
            throws SQLException {
        statement.setBoolean(from, settings.shared());
        statement.setInt(from + 1, settings.priority());
        statement.setArray(from + 2, texts(statement.getConnection(), settings.models()));
        statement.setBoolean(from + 3, settings.embeddings());
        statement.setObject(from + 4, settings.requestsPerMinute(), Types.BIGINT);
        statement.setObject(from + 5, settings.requestsPerDay(), Types.BIGINT);
        setSpendLimit(statement, from + 6, settings.spendLimit());
    }

    private static void setSpendLimit(
            PreparedStatement statement, int from, @Nullable SpendLimit limit) throws SQLException {
        statement.setObject(from, limit == null ? null : limit.nanoUsd(), Types.BIGINT);
        statement.setString(from + 1, limit == null ? null : limit.period().name());
        statement.setString(from + 2, limit == null ? null : limit.action().name());
    }

    private static @Nullable SpendLimit spendLimit(ResultSet row) throws SQLException {
        Long nanoUsd = row.getObject("spend_limit_nano_usd", Long.class);
        return nanoUsd == null
                ? null
                : new SpendLimit(
                        nanoUsd,
                        SpendLimit.Period.valueOf(row.getString("spend_limit_period")),
                        SpendLimit.Action.valueOf(row.getString("spend_limit_action")));
    }

    private static @Nullable ProbeView probe(ResultSet row) throws SQLException {
        String verdict = row.getString("probe_verdict");
        return verdict == null
                ? null
                : new ProbeView(
                        ProbeResult.Verdict.valueOf(verdict),
                        row.getString("probe_message"),
                        instant(row, "probed_at"),
                        instant(row, "probe_since"));
    }

    private static @Nullable SignInView signIn(ResultSet row) throws SQLException {
        return row.getObject("token_expires_at") == null
                ? null
                : new SignInView(instant(row, "token_expires_at"), row.getString("sign_in_ended"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
