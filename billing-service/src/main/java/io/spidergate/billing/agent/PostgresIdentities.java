package io.spidergate.billing.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.JwtIdentity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By which JWTs agents are recognised, within a transaction.
final class PostgresIdentities {

    /// In the order of [#bind].
    static final List<String> COLUMNS =
            List.of("identity_issuer", "identity_audience", "identity_claims");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> CLAIMS = new TypeReference<>() {};

    private PostgresIdentities() {}

    /// @return the number of the next parameter
    static int bind(PreparedStatement statement, int first, @Nullable JwtIdentity identity)
            throws SQLException {
        int next = first;
        statement.setString(next++, identity == null ? null : identity.issuer());
        statement.setString(next++, identity == null ? null : identity.audience());
        statement.setObject(next++, identity == null ? null : json(identity.claims()), Types.OTHER);
        return next;
    }

    static @Nullable JwtIdentity read(ResultSet row) throws SQLException {
        String issuer = row.getString("identity_issuer");
        return issuer == null
                ? null
                : new JwtIdentity(
                        issuer,
                        row.getString("identity_audience"),
                        claims(row.getString("identity_claims")));
    }

    /// Another live token that may mean the same JWT, or null. Whoever adds an identity of this
    /// issuer waits until this transaction has ended, so that two cannot come in side by side; to
    /// be called last of all that waits.
    static @Nullable AgentToken overlapping(Connection connection, AgentToken token)
            throws SQLException {
        JwtIdentity identity = token.identity();
        if (identity == null || token.revoked()) {
            return null;
        }
        lock(connection, identity.issuer());
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT * FROM agent_token WHERE identity_issuer = ? AND revoked_at IS NULL AND token_ref <> ?")) {
            select.setString(1, identity.issuer());
            select.setString(2, token.tokenRef());
            try (ResultSet rows = select.executeQuery()) {
                return firstOverlapping(rows, identity);
            }
        }
    }

    private static @Nullable AgentToken firstOverlapping(ResultSet rows, JwtIdentity identity)
            throws SQLException {
        while (rows.next()) {
            JwtIdentity other = read(rows);
            if (other != null && other.overlaps(identity)) {
                return PostgresTokenRows.token(rows);
            }
        }
        return null;
    }

    private static void lock(Connection connection, String issuer) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtext('billing.agent_token.identity'), hashtext(?))")) {
            lock.setString(1, issuer);
            lock.executeQuery().close();
        }
    }

    private static String json(Map<String, String> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    private static Map<String, String> claims(String json) throws SQLException {
        try {
            return JSON.readValue(json, CLAIMS);
        } catch (JsonProcessingException e) {
            throw new SQLException("identity_claims holds something else than texts", e);
        }
    }
}
