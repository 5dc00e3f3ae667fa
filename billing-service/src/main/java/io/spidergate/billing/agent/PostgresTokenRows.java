package io.spidergate.billing.agent;

import io.spidergate.billing.store.PostgresLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.billing.CapturePolicy;
import io.spidergate.contracts.billing.TokenLife;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A row of `agent_token`, between SQL and the contract.
final class PostgresTokenRows {

    /// What may change of a token, in the order of [#bind].
    static final List<String> CHANGEABLE =
            Stream.of(
                            List.of("name", "secret_hash", "scopes", "allowed_models", "spending"),
                            PostgresLimits.COLUMNS,
                            List.of(
                                    "paused",
                                    "expires_at",
                                    "previous_hash",
                                    "previous_until",
                                    "capture",
                                    "tags"),
                            PostgresIdentities.COLUMNS,
                            List.of("version"))
                    .flatMap(List::stream)
                    .toList();

    private PostgresTokenRows() {}

    /// @return the number of the next parameter
    static int bind(PreparedStatement statement, AgentToken token) throws SQLException {
        int next = 1;
        statement.setString(next++, token.name());
        statement.setString(next++, token.secretHash());
        statement.setArray(next++, texts(statement, token.scopes()));
        statement.setArray(next++, texts(statement, token.allowedModels()));
        statement.setString(next++, token.spending().name().toLowerCase(Locale.ROOT));
        next = PostgresLimits.bind(statement, next, token.limits());
        next = bind(statement, next, token.life());
        statement.setString(next++, token.capture().name().toLowerCase(Locale.ROOT));
        statement.setArray(next++, texts(statement, token.tags()));
        next = PostgresIdentities.bind(statement, next, token.identity());
        statement.setInt(next++, token.version());
        return next;
    }

    private static int bind(PreparedStatement statement, int first, TokenLife life)
            throws SQLException {
        int next = first;
        TokenLife.PreviousSecret previous = life.previous();
        statement.setBoolean(next++, life.paused());
        setInstant(statement, next++, life.expiresAt());
        statement.setString(next++, previous == null ? null : previous.hash());
        setInstant(statement, next++, previous == null ? null : previous.until());
        return next;
    }

    static AgentToken token(ResultSet row) throws SQLException {
        return new AgentToken(
                row.getString("token_ref"),
                new AgentId(row.getString("agent")),
                new WorkspaceId(row.getString("workspace")),
                row.getString("name"),
                row.getString("secret_hash"),
                Set.copyOf(texts(row, "scopes")),
                texts(row, "allowed_models"),
                Spending.valueOf(row.getString("spending").toUpperCase(Locale.ROOT)),
                PostgresLimits.read(row),
                row.getTimestamp("revoked_at") != null,
                row.getInt("version"),
                life(row),
                CapturePolicy.valueOf(row.getString("capture").toUpperCase(Locale.ROOT)),
                texts(row, "tags"),
                List.of(),
                PostgresIdentities.read(row));
    }

    /// Of a row with `spent` and `requests` beside the token.
    static AgentView view(ResultSet row) throws SQLException {
        AgentToken token = token(row);
        return view(
                token,
                row.getTimestamp("created_at").toInstant(),
                row.getLong("spent"),
                row.getLong("requests"));
    }

    static AgentView view(AgentToken token, Instant createdAt, long spent, long requests) {
        TokenLife.PreviousSecret previous = token.life().previous();
        return new AgentView(
                token.agent(),
                token.workspace(),
                token.tokenRef(),
                token.name(),
                token.scopes(),
                token.allowedModels(),
                token.spending(),
                token.limits(),
                token.revoked(),
                token.life().paused(),
                token.life().expiresAt(),
                previous == null ? null : previous.until(),
                token.capture(),
                token.tags(),
                token.identity(),
                token.hasSecret(),
                createdAt,
                spent,
                requests);
    }

    private static TokenLife life(ResultSet row) throws SQLException {
        String hash = row.getString("previous_hash");
        Instant until = instant(row, "previous_until");
        return new TokenLife(
                row.getBoolean("paused"),
                instant(row, "expires_at"),
                hash == null || until == null ? null : new TokenLife.PreviousSecret(hash, until));
    }

    static void setInstant(PreparedStatement statement, int index, @Nullable Instant instant)
            throws SQLException {
        statement.setObject(
                index,
                instant == null ? null : instant.atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static Array texts(PreparedStatement statement, Collection<String> texts) throws SQLException {
        return statement.getConnection().createArrayOf("text", texts.toArray());
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
