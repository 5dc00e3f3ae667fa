package io.spidergate.billing.agent;

import io.spidergate.billing.store.PostgresBudgetLock;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.AgentView;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Agents and agent tokens in PostgreSQL.
@ApplicationScoped
class PostgresAgents {

    private static final String INSERT =
            """
            INSERT INTO agent_token (%s, token_ref, agent, workspace, created_at)
            VALUES (%s, ?, ?, ?, ?)
            ON CONFLICT (workspace, name) WHERE revoked_at IS NULL DO NOTHING
            """
                    .formatted(
                            String.join(", ", PostgresTokenRows.CHANGEABLE),
                            PostgresTokenRows.CHANGEABLE.stream()
                                    .map(it -> "?")
                                    .collect(Collectors.joining(", ")));

    private static final String UPDATE =
            "UPDATE agent_token SET %s, revoked_at = coalesce(revoked_at, ?) WHERE token_ref = ?"
                    .formatted(
                            PostgresTokenRows.CHANGEABLE.stream()
                                    .map(it -> it + " = ?")
                                    .collect(Collectors.joining(", ")));

    /// A live token comes before a revoked one, a reference before a name.
    private static final String NAMED =
            """
            SELECT token_ref FROM agent_token
            WHERE (token_ref = ? AND workspace = coalesce(?, workspace))
                OR (name = ? AND workspace = coalesce(?, ?) AND revoked_at IS NULL)
            ORDER BY revoked_at IS NULL DESC, token_ref = ? DESC LIMIT 1
            """;

    private final PostgresTransactions transactions;

    PostgresAgents(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    TokenAdded insert(AgentToken token, Instant now) {
        return transactions.call(connection -> {
            PostgresBudgetLock.goBy(connection);
            PostgresWorkspaces.ensure(connection, token.workspace());
            insertAgent(connection, token, now);
            TokenAdded added = insertUnlessTaken(connection, token, now);
            if (!(added instanceof TokenAdded.Done)) {
                connection.rollback();
            }
            return added;
        });
    }

    private static TokenAdded insertUnlessTaken(
            Connection connection, AgentToken token, Instant now) throws SQLException {
        AgentToken overlapping = PostgresIdentities.overlapping(connection, token);
        if (overlapping != null) {
            return new TokenAdded.IdentityTaken(overlapping);
        }
        return insertToken(connection, token, now)
                ? new TokenAdded.Done()
                : new TokenAdded.NameTaken();
    }

    /// @param workspace whose alone; null for all
    /// @param after a token's reference; null for the first page
    /// @return empty when there is no such token
    Optional<List<AgentView>> page(
            @Nullable String workspace, int limit, @Nullable String after, Instant monthStart) {
        return transactions.call(connection -> {
            if (after != null && !isOf(connection, after, workspace)) {
                return Optional.empty();
            }
            return Optional.of(
                    PostgresAgentViews.page(connection, workspace, limit, after, monthStart));
        });
    }

    Optional<AgentView> view(TokenName name, Instant monthStart) {
        return transactions.call(connection -> {
            String ref = ref(connection, name);
            return ref == null
                    ? Optional.empty()
                    : Optional.of(PostgresAgentViews.one(connection, ref, monthStart));
        });
    }

    /// Locks the token, so that of two changes at once none is lost.
    ///
    /// @param change may refuse by an exception: nothing is changed then
    TokenChanged change(
            TokenName name, UnaryOperator<AgentToken> change, Instant now, Instant monthStart) {
        return transactions.call(connection -> {
            PostgresBudgetLock.goBy(connection);
            String ref = ref(connection, name);
            AgentToken before = ref == null ? null : locked(connection, ref);
            if (ref == null || before == null || before.revoked()) {
                return new TokenChanged.NoSuchToken();
            }
            AgentToken after = change.apply(before);
            if (!after.name().equals(before.name()) && isNameTaken(connection, after)) {
                return new TokenChanged.NameTaken(after.name());
            }
            AgentToken overlapping =
                    Objects.equals(after.identity(), before.identity())
                            ? null
                            : PostgresIdentities.overlapping(connection, after);
            if (overlapping != null) {
                return new TokenChanged.IdentityTaken(after, overlapping);
            }
            update(connection, after, now);
            return new TokenChanged.Done(PostgresAgentViews.one(connection, ref, monthStart));
        });
    }

    private static @Nullable String ref(Connection connection, TokenName name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(NAMED)) {
            select.setString(1, name.text());
            select.setString(2, name.workspace());
            select.setString(3, name.text());
            select.setString(4, name.workspace());
            select.setString(5, WorkspaceId.DEFAULT.value());
            select.setString(6, name.text());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static boolean isOf(Connection connection, String ref, @Nullable String workspace)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT 1 FROM agent_token WHERE token_ref = ? AND workspace = coalesce(?, workspace)")) {
            select.setString(1, ref);
            select.setString(2, workspace);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static @Nullable AgentToken locked(Connection connection, String ref)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT * FROM agent_token WHERE token_ref = ? FOR UPDATE")) {
            select.setString(1, ref);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? PostgresTokenRows.token(row) : null;
            }
        }
    }

    /// The workspace is locked for it, so that nobody takes the name meanwhile: a new token holds
    /// its workspace too.
    private static boolean isNameTaken(Connection connection, AgentToken token)
            throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT 1 FROM workspace WHERE id = ? FOR UPDATE")) {
            lock.setString(1, token.workspace().value());
            lock.executeQuery().close();
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT 1 FROM agent_token WHERE workspace = ? AND name = ? AND revoked_at IS NULL")) {
            select.setString(1, token.workspace().value());
            select.setString(2, token.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void update(Connection connection, AgentToken token, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            int next = PostgresTokenRows.bind(update, token);
            PostgresTokenRows.setInstant(update, next++, token.revoked() ? now : null);
            update.setString(next, token.tokenRef());
            update.executeUpdate();
        }
    }

    private static void insertAgent(Connection connection, AgentToken token, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO agent (id, workspace, created_at) VALUES (?, ?, ?)")) {
            insert.setString(1, token.agent().value());
            insert.setString(2, token.workspace().value());
            PostgresTokenRows.setInstant(insert, 3, now);
            insert.executeUpdate();
        }
    }

    private static boolean insertToken(Connection connection, AgentToken token, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int next = PostgresTokenRows.bind(insert, token);
            insert.setString(next++, token.tokenRef());
            insert.setString(next++, token.agent().value());
            insert.setString(next++, token.workspace().value());
            PostgresTokenRows.setInstant(insert, next, now);
            return insert.executeUpdate() == 1;
        }
    }
}
