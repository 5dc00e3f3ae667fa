package io.spidergate.billing.notice;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who gets the notices of a workspace by mail, in PostgreSQL.
@ApplicationScoped
class PostgresRecipients {

    private final PostgresTransactions transactions;

    PostgresRecipients(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// Empty when there is no such workspace.
    Optional<List<String>> of(WorkspaceId workspace) {
        return transactions.call(connection ->
                PostgresWebhooks.lockWorkspace(connection, workspace)
                        ? Optional.of(read(connection, workspace))
                        : Optional.empty());
    }

    /// In place of those before; empty when there is no such workspace.
    Optional<List<String>> set(WorkspaceId workspace, List<String> addresses) {
        return transactions.call(connection -> {
            if (!PostgresWebhooks.lockWorkspace(connection, workspace)) {
                return Optional.empty();
            }
            forget(connection, workspace);
            insert(connection, workspace, addresses);
            return Optional.of(read(connection, workspace));
        });
    }

    private static void forget(Connection connection, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM notice_recipient WHERE workspace = ?")) {
            delete.setString(1, workspace.value());
            delete.executeUpdate();
        }
    }

    private static void insert(Connection connection, WorkspaceId workspace, List<String> addresses)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO notice_recipient (workspace, address, place) VALUES (?, ?, ?)")) {
            for (int place = 0; place < addresses.size(); place++) {
                insert.setString(1, workspace.value());
                insert.setString(2, addresses.get(place));
                insert.setInt(3, place);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static List<String> read(Connection connection, WorkspaceId workspace)
            throws SQLException {
        List<String> addresses = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT address FROM notice_recipient WHERE workspace = ? ORDER BY place")) {
            select.setString(1, workspace.value());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    addresses.add(rows.getString(1));
                }
            }
        }
        return addresses;
    }
}
