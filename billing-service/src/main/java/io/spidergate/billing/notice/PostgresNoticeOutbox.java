package io.spidergate.billing.notice;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.Notice;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which notices the topic does not hold yet. Claimed by a lease as deliveries are, but without
/// end: the topic is this suite's own.
@ApplicationScoped
class PostgresNoticeOutbox {

    private final PostgresTransactions transactions;

    PostgresNoticeOutbox(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// The oldest first.
    List<Notice> claim(int atMost, Instant now, Duration lease) {
        return transactions.call(connection -> {
            try (PreparedStatement claim =
                    connection.prepareStatement(
                            """
                            UPDATE notice SET publish_after = ? WHERE id IN (
                                SELECT id FROM notice WHERE published_at IS NULL AND publish_after <= ?
                                ORDER BY publish_after, id LIMIT ? FOR UPDATE SKIP LOCKED)
                            RETURNING *
                            """)) {
                PostgresNoticeRows.setInstant(claim, 1, now.plus(lease));
                PostgresNoticeRows.setInstant(claim, 2, now);
                claim.setInt(3, atMost);
                List<Notice> claimed = new ArrayList<>();
                try (ResultSet rows = claim.executeQuery()) {
                    while (rows.next()) {
                        claimed.add(PostgresNoticeRows.notice(rows, ""));
                    }
                }
                claimed.sort(Comparator.comparing(Notice::id));
                return claimed;
            }
        });
    }

    /// @return how many
    int markPublished(List<Notice> notices, Instant now) {
        return transactions.call(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "UPDATE notice SET published_at = ? WHERE id = ANY (?)")) {
                PostgresNoticeRows.setInstant(update, 1, now);
                update.setArray(
                        2,
                        connection.createArrayOf(
                                "text", notices.stream().map(Notice::id).toArray()));
                return update.executeUpdate();
            }
        });
    }
}
