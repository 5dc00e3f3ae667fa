package io.spidergate.billing.notice;

import io.spidergate.billing.notice.DueDelivery.Addressee;
import io.spidergate.billing.store.PostgresTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What is due, who has it, and when that ends. Any number of replicas share the work.
///
/// Laws:
/// - between two attempts of a delivery lies at least a lease, or the end of the first one;
/// - a process that ends leaves its deliveries due again when their leases end;
/// - no lock is held while anything is sent.
@ApplicationScoped
class PostgresDeliveries {

    /// Data-modifying parts see the rows as they were before the statement, so all of it is one
    /// round trip and one snapshot.
    private static final String CLAIM =
            """
            WITH due AS (
                SELECT d.id FROM notice_delivery d LEFT JOIN webhook w ON w.id = d.webhook
                WHERE d.state = 'waiting' AND d.due_at <= ?
                    AND CASE WHEN d.webhook IS NULL THEN ? ELSE ? AND w.state = 'active' AND d.webhook <> ALL (?) END
                ORDER BY d.due_at LIMIT ? FOR UPDATE OF d SKIP LOCKED
            ), claimed AS (
                UPDATE notice_delivery d SET attempts = d.attempts + 1, due_at = ? FROM due WHERE d.id = due.id
                RETURNING d.id, d.notice, d.webhook, d.mail_to, d.attempts, d.plan_from
            ), begun AS (
                INSERT INTO notice_attempt (delivery, number, at) SELECT id, attempts, ? FROM claimed
            )
            SELECT c.id AS delivery, c.mail_to, c.attempts, c.plan_from, n.id AS notice_id, n.type AS notice_type,
                n.workspace AS notice_workspace, n.subject AS notice_subject, n.at AS notice_at, n.data AS notice_data, w.*
            FROM claimed c JOIN notice n ON n.id = c.notice LEFT JOIN webhook w ON w.id = c.webhook
            """;

    private final PostgresTransactions transactions;

    PostgresDeliveries(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// @param mails whether mail is sent
    /// @param webhooks whether they can be signed
    /// @param busy webhooks that have enough under way
    record Wanted(int atMost, boolean mails, boolean webhooks, Collection<String> busy) {}

    List<DueDelivery> claim(Wanted wanted, Instant now, Duration lease) {
        return transactions.call(connection -> {
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                PostgresNoticeRows.setInstant(claim, 1, now);
                claim.setBoolean(2, wanted.mails());
                claim.setBoolean(3, wanted.webhooks());
                claim.setArray(4, connection.createArrayOf("text", wanted.busy().toArray()));
                claim.setInt(5, wanted.atMost());
                PostgresNoticeRows.setInstant(claim, 6, now.plus(lease));
                PostgresNoticeRows.setInstant(claim, 7, now);
                return due(claim);
            }
        });
    }

    private static List<DueDelivery> due(PreparedStatement claim) throws SQLException {
        List<DueDelivery> due = new ArrayList<>();
        try (ResultSet row = claim.executeQuery()) {
            while (row.next()) {
                due.add(
                        new DueDelivery(
                                row.getString("delivery"),
                                row.getInt("attempts"),
                                row.getInt("plan_from"),
                                PostgresNoticeRows.notice(row, "notice_"),
                                row.getString("notice_data"),
                                addressee(row)));
            }
        }
        return due;
    }

    private static Addressee addressee(ResultSet row) throws SQLException {
        String mailTo = row.getString("mail_to");
        return mailTo == null
                ? new Addressee.ToWebhook(PostgresWebhooks.stored(row))
                : new Addressee.ToMail(mailTo);
    }

    /// Writes down how an attempt ended, whoever has the delivery by now.
    static void end(Connection connection, DueDelivery delivery, Outcome outcome, Duration took)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE notice_attempt SET took_ms = ?, status = ?, answer = ?, error = ?
                        WHERE delivery = ? AND number = ?
                        """)) {
            update.setLong(1, took.toMillis());
            Optional<Outcome.Answered> answered =
                    outcome instanceof Outcome.Answered answer
                            ? Optional.of(answer)
                            : Optional.empty();
            update.setObject(2, answered.map(Outcome.Answered::status).orElse(null));
            update.setString(3, answered.map(answer -> Excerpt.of(answer.text())).orElse(null));
            String error = outcome.error();
            update.setString(4, error == null ? null : Excerpt.of(error));
            update.setString(5, delivery.id());
            update.setInt(6, delivery.attempt());
            update.executeUpdate();
        }
    }

    /// False when another process has claimed it since, whose word counts then.
    static boolean settle(Connection connection, DueDelivery delivery, Verdict.Next next)
            throws SQLException {
        String state =
                switch (next) {
                    case Verdict.Next.Delivered() -> "delivered";
                    case Verdict.Next.Again(Instant _) -> "waiting";
                    case Verdict.Next.GivenUp() -> "failed";
                };
        Instant dueAt = next instanceof Verdict.Next.Again(Instant at) ? at : null;
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        UPDATE notice_delivery SET state = ?, due_at = coalesce(?, due_at)
                        WHERE id = ? AND attempts = ? AND state = 'waiting'
                        """)) {
            update.setString(1, state);
            PostgresNoticeRows.setInstant(update, 2, dueAt);
            update.setString(3, delivery.id());
            update.setInt(4, delivery.attempt());
            return update.executeUpdate() == 1;
        }
    }

    /// When the oldest of those that wait came to be, held back ones left out; empty where none
    /// waits.
    Optional<Instant> oldestWaiting() {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    """
                                    SELECT min(d.created_at) FROM notice_delivery d LEFT JOIN webhook w ON w.id = d.webhook
                                    WHERE d.state = 'waiting' AND (d.webhook IS NULL OR w.state = 'active')
                                    """);
                    ResultSet row = select.executeQuery()) {
                return row.next() && row.getTimestamp(1) != null
                        ? Optional.of(row.getTimestamp(1).toInstant())
                        : Optional.empty();
            }
        });
    }

    /// @return how many notices were forgotten, with their deliveries
    int clear(Instant noticesBefore, Instant keysBefore) {
        return transactions.call(connection -> {
            delete(connection, "DELETE FROM notice_key WHERE raised_at < ?", keysBefore);
            return delete(connection, "DELETE FROM notice WHERE at < ?", noticesBefore);
        });
    }

    private static int delete(Connection connection, String sql, Instant before)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            PostgresNoticeRows.setInstant(delete, 1, before);
            return delete.executeUpdate();
        }
    }
}
