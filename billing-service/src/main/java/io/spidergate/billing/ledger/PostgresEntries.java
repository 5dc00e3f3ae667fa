package io.spidergate.billing.ledger;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.LedgerEntryView;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads entries one by one.
@ApplicationScoped
class PostgresEntries {

    private final PostgresTransactions transactions;

    PostgresEntries(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// @param workspace whose it must be; null for any
    Optional<LedgerEntryView> entry(String id, @Nullable String workspace) {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            "SELECT * FROM ledger_entry WHERE request_id = ? AND workspace = coalesce(?, workspace)")) {
                select.setString(1, id);
                select.setString(2, workspace);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(view(row)) : Optional.empty();
                }
            }
        });
    }

    private static LedgerEntryView view(ResultSet row) throws SQLException {
        long nanoUsd = row.getLong("nano_usd");
        return new LedgerEntryView(
                row.getString("request_id"),
                row.getString("kind"),
                row.getTimestamp("started_at").toInstant(),
                row.getTimestamp("recorded_at").toInstant(),
                new WorkspaceId(row.getString("workspace")),
                new AgentId(row.getString("agent")),
                row.getString("agent_name"),
                row.getString("token_ref"),
                row.getString("endpoint"),
                row.getString("requested_model"),
                row.getString("served_model"),
                row.getString("served_provider"),
                row.getString("result"),
                row.getInt("http_status"),
                row.getLong("input_tokens"),
                row.getLong("cached_input_tokens"),
                row.getLong("output_tokens"),
                row.getString("evidence"),
                nanoUsd,
                nanoUsd - row.getLong("own_key_nano_usd"),
                row.getString("basis"),
                texts(row, "prices"),
                texts(row, "budget_grants"),
                texts(row, "tags"),
                row.getString("reason"),
                row.getString("reference"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
