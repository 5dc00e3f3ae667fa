package io.spidergate.billing.agent;

import io.spidergate.billing.budget.Budget;
import io.spidergate.billing.budget.PostgresBudgetRows;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.AgentToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Which tokens the topic does not hold as they are.
@ApplicationScoped
class PostgresTokenOutbox {

    private final PostgresTransactions transactions;

    PostgresTokenOutbox(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// Calls `send` with the tokens that the topic does not hold as they are, and remembers them as
    /// published once it has returned. Only one replica does so at a time, so that an older version
    /// never follows a newer one.
    int publish(int atMost, Send send) {
        return transactions.call(connection -> {
            if (!isOnlyPublisher(connection)) {
                return 0;
            }
            List<AgentToken> tokens = unpublished(connection, atMost);
            if (!tokens.isEmpty()) {
                send.all(tokens);
                markPublished(connection, tokens);
            }
            return tokens.size();
        });
    }

    /// Marks the tokens whose version on the topic is not theirs for being published again.
    int republish(Map<String, Integer> versionsOnTopic) {
        return transactions.call(connection -> {
            List<String> missing = new ArrayList<>();
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT token_ref, published_version FROM agent_token");
                    ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String ref = rows.getString(1);
                    if (versionsOnTopic.getOrDefault(ref, 0) < rows.getInt(2)) {
                        missing.add(ref);
                    }
                }
            }
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE agent_token SET published_version = 0 WHERE token_ref = ANY (?)")) {
                update.setArray(1, PostgresTokenRows.texts(update, missing));
                return update.executeUpdate();
            }
        });
    }

    private static boolean isOnlyPublisher(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                        connection.prepareStatement(
                                "SELECT pg_try_advisory_xact_lock(hashtext('billing.agent_token'))");
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static List<AgentToken> unpublished(Connection connection, int atMost)
            throws SQLException {
        List<AgentToken> tokens = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT * FROM agent_token WHERE published_version < version ORDER BY token_ref LIMIT ?")) {
            select.setInt(1, atMost);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tokens.add(PostgresTokenRows.token(rows));
                }
            }
        }
        return counting(connection, tokens);
    }

    /// Read after the tokens: a budget that comes to be in between is published once more with
    /// their next version.
    private static List<AgentToken> counting(Connection connection, List<AgentToken> tokens)
            throws SQLException {
        List<String> workspaces =
                tokens.stream().map(token -> token.workspace().value()).distinct().toList();
        List<Budget> budgets = PostgresBudgetRows.counting(connection, workspaces);
        return tokens.stream()
                .map(token -> token.counting(TokenBudgets.of(token, budgets)))
                .toList();
    }

    private static void markPublished(Connection connection, List<AgentToken> tokens)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE agent_token SET published_version = ? WHERE token_ref = ?")) {
            for (AgentToken token : tokens) {
                update.setInt(1, token.version());
                update.setString(2, token.tokenRef());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    interface Send {
        void all(List<AgentToken> tokens);
    }
}
