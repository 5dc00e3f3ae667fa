package io.spidergate.billing.notice;

import static io.spidergate.billing.notice.NoticeCalls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.spidergate.billing.notice.NoticeCalls.Made;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.id.WorkspaceId;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A feature that raises notices, and a hand in the tables that turns time forward.
@ApplicationScoped
class RaisedNotices {

    private final PostgresTransactions transactions;
    private final PostgresNotices notices;

    RaisedNotices(PostgresTransactions transactions, PostgresNotices notices) {
        this.transactions = transactions;
        this.notices = notices;
    }

    /// One of its own.
    boolean raise(String workspace) {
        return raise(workspace, UUID.randomUUID().toString());
    }

    boolean raise(String workspace, String key) {
        return transactions.call(connection -> notices.raise(connection, warning(workspace, key)));
    }

    static NewNotice warning(String workspace, String key) {
        return new NewNotice(
                key,
                NoticeType.BUDGET_WARNING,
                new WorkspaceId(workspace),
                "bud_team",
                Map.of(
                        "budget",
                        "bud_team",
                        "period",
                        "2026-11",
                        "threshold_percent",
                        80,
                        "spent_usd",
                        new BigDecimal("80.250000001")));
    }

    void dueNow(Made webhook) {
        update("UPDATE notice_delivery SET due_at = now() WHERE webhook = ?", webhook.id());
    }

    void update(String sql, String parameter) {
        transactions.call(connection -> {
            run(connection, sql, parameter);
            return true;
        });
    }

    static void run(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            statement.executeUpdate();
        }
    }

    /// The newest first.
    static List<String> states(Made webhook) {
        return get(webhook.path("/deliveries?limit=1000")).jsonPath().getList("state");
    }

    /// Deliveries of a webhook, when the newest has so many attempts that have ended.
    static JsonPath awaitAttempts(Made webhook, int attempts) {
        await().untilAsserted(() -> {
            JsonPath deliveries = get(webhook.path("/deliveries")).jsonPath();
            assertThat(deliveries.getList("[0].attempts")).hasSize(attempts);
            assertThat(deliveries.getString("[0].attempts[%d].tookMs".formatted(attempts - 1)))
                    .isNotNull();
        });
        return get(webhook.path("/deliveries")).jsonPath();
    }
}
