package io.spidergate.billing.notice;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.WebhookView;
import io.spidergate.contracts.billing.WebhookView.State;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Webhooks in PostgreSQL.
@ApplicationScoped
class PostgresWebhooks {

    private static final String VIEWS =
            """
            SELECT w.*, (SELECT count(*) FROM notice_delivery d WHERE d.webhook = w.id AND d.state = 'waiting') AS waiting
            FROM webhook w
            """;

    private final PostgresTransactions transactions;

    PostgresWebhooks(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    sealed interface Inserted {
        record Done() implements Inserted {}

        record NoSuchWorkspace() implements Inserted {}

        record TooMany() implements Inserted {}
    }

    /// The workspace's row is locked, so that two at once do not both find room for the last.
    Inserted insert(StoredWebhook webhook, int atMost) {
        return transactions.call(connection -> {
            if (!lockWorkspace(connection, webhook.workspace())) {
                return new Inserted.NoSuchWorkspace();
            }
            if (count(connection, webhook.workspace()) >= atMost) {
                return new Inserted.TooMany();
            }
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            """
                            INSERT INTO webhook (url, types, description, state, disabled_reason, failing_since,
                                secret, previous_secret, previous_until, id, workspace, created_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)) {
                int next = bind(insert, webhook);
                insert.setString(next++, webhook.id());
                insert.setString(next++, webhook.workspace().value());
                PostgresNoticeRows.setInstant(insert, next, webhook.createdAt());
                insert.executeUpdate();
            }
            return new Inserted.Done();
        });
    }

    /// @param workspace whose alone; null for all
    /// @param after an id; null for the first page
    List<WebhookView> page(
            @Nullable String workspace, int limit, @Nullable String after, Instant now) {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            VIEWS
                                    + """
                                    WHERE w.id > coalesce(?, '') AND w.workspace = coalesce(?, w.workspace)
                                    ORDER BY w.id LIMIT ?
                                    """)) {
                select.setString(1, after);
                select.setString(2, workspace);
                select.setInt(3, limit);
                return views(select, now);
            }
        });
    }

    /// Empty when there is none, or none of that workspace.
    Optional<WebhookView> view(String id, @Nullable String workspace, Instant now) {
        return transactions.call(connection -> view(connection, id, workspace, now));
    }

    /// Changes it while its row is locked, so that of two changes none is lost.
    Optional<WebhookView> change(
            String id,
            @Nullable String workspace,
            UnaryOperator<StoredWebhook> change,
            Instant now) {
        return transactions.call(connection -> {
            Optional<StoredWebhook> before = lock(connection, id, workspace);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            update(connection, change.apply(before.get()));
            return view(connection, id, workspace, now);
        });
    }

    boolean delete(String id, @Nullable String workspace) {
        return transactions.call(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "DELETE FROM webhook WHERE id = ? AND workspace = coalesce(?, workspace)")) {
                delete.setString(1, id);
                delete.setString(2, workspace);
                return delete.executeUpdate() == 1;
            }
        });
    }

    /// Whether secrets lie here that a keyset must open.
    boolean isAnyThere() {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT EXISTS (SELECT FROM webhook)");
                    ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        });
    }

    static Optional<StoredWebhook> lock(
            Connection connection, String id, @Nullable String workspace) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT * FROM webhook WHERE id = ? AND workspace = coalesce(?, workspace) FOR UPDATE")) {
            select.setString(1, id);
            select.setString(2, workspace);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(stored(row)) : Optional.empty();
            }
        }
    }

    /// Locked against its removal.
    static boolean lockWorkspace(Connection connection, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT FROM workspace WHERE id = ? FOR UPDATE")) {
            select.setString(1, workspace.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private static int count(Connection connection, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT count(*) FROM webhook WHERE workspace = ?")) {
            select.setString(1, workspace.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    static void update(Connection connection, StoredWebhook webhook) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE webhook SET url = ?, types = ?, description = ?, state = ?, disabled_reason = ?,
                            failing_since = ?, secret = ?, previous_secret = ?, previous_until = ? WHERE id = ?
                        """)) {
            update.setString(bind(update, webhook), webhook.id());
            update.executeUpdate();
        }
    }

    /// @return the number of the next parameter
    private static int bind(PreparedStatement statement, StoredWebhook webhook)
            throws SQLException {
        int next = 1;
        statement.setString(next++, webhook.url());
        statement.setArray(next++, words(statement, webhook.types()));
        statement.setString(next++, webhook.description());
        statement.setString(next++, webhook.state().name().toLowerCase(Locale.ROOT));
        statement.setString(next++, webhook.disabledReason());
        PostgresNoticeRows.setInstant(statement, next++, webhook.failingSince());
        statement.setBytes(next++, webhook.secret());
        statement.setBytes(next++, webhook.previousSecret());
        PostgresNoticeRows.setInstant(statement, next++, webhook.previousUntil());
        return next;
    }

    private static Array words(PreparedStatement statement, List<NoticeType> types)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", types.stream().map(NoticeType::word).toArray());
    }

    private static Optional<WebhookView> view(
            Connection connection, String id, @Nullable String workspace, Instant now)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        VIEWS + "WHERE w.id = ? AND w.workspace = coalesce(?, w.workspace)")) {
            select.setString(1, id);
            select.setString(2, workspace);
            return views(select, now).stream().findFirst();
        }
    }

    private static List<WebhookView> views(PreparedStatement select, Instant now)
            throws SQLException {
        List<WebhookView> all = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.add(stored(rows).view(now, rows.getLong("waiting")));
            }
        }
        return all;
    }

    /// @param row with all columns of `webhook`
    static StoredWebhook stored(ResultSet row) throws SQLException {
        String[] types = (String[]) row.getArray("types").getArray();
        return new StoredWebhook(
                row.getString("id"),
                new WorkspaceId(row.getString("workspace")),
                row.getString("url"),
                Arrays.stream(types).map(NoticeType::of).toList(),
                row.getString("description"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("disabled_reason"),
                PostgresNoticeRows.instant(row, "failing_since"),
                row.getBytes("secret"),
                row.getBytes("previous_secret"),
                PostgresNoticeRows.instant(row, "previous_until"),
                row.getTimestamp("created_at").toInstant());
    }
}
