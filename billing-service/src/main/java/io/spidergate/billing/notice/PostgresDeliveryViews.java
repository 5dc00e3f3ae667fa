package io.spidergate.billing.notice;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.NoticeDelivery.Attempt;
import io.spidergate.contracts.billing.NoticeDelivery.State;
import io.spidergate.contracts.billing.NoticeType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Notices and their deliveries as people look at them.
@ApplicationScoped
class PostgresDeliveryViews {

    private static final String DELIVERIES =
            """
            SELECT d.*, n.type, a.number, a.at, a.took_ms, a.status, a.answer, a.error
            FROM (SELECT * FROM notice_delivery %s) d JOIN notice n ON n.id = d.notice
                LEFT JOIN notice_attempt a ON a.delivery = d.id
            ORDER BY d.id DESC, a.number
            """;

    private static final String ONE = DELIVERIES.formatted("WHERE webhook = ? AND id = ?");

    private static final String OF_WEBHOOK =
            DELIVERIES.formatted(
                    "WHERE webhook = ? AND id < coalesce(?, '~') ORDER BY id DESC LIMIT ?");

    private static final String OF_NOTICE = DELIVERIES.formatted("WHERE notice = ?");

    private final PostgresTransactions transactions;

    PostgresDeliveryViews(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// Newest first; nulls do not filter.
    List<Notice> notices(
            @Nullable String workspace,
            @Nullable NoticeType type,
            int limit,
            @Nullable String after) {
        return transactions.call(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement(
                            """
                            SELECT * FROM notice WHERE workspace = coalesce(?, workspace) AND type = coalesce(?, type)
                                AND id < coalesce(?, '~') ORDER BY id DESC LIMIT ?
                            """)) {
                select.setString(1, workspace);
                select.setString(2, type == null ? null : type.word());
                select.setString(3, after);
                select.setInt(4, limit);
                List<Notice> notices = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        notices.add(PostgresNoticeRows.notice(rows, ""));
                    }
                }
                return notices;
            }
        });
    }

    /// Empty when there is none, or none of that workspace.
    Optional<List<NoticeDelivery>> ofNotice(String notice, @Nullable String workspace) {
        return transactions.call(connection -> {
            if (!exists(connection, notice, workspace)) {
                return Optional.empty();
            }
            try (PreparedStatement select = connection.prepareStatement(OF_NOTICE)) {
                select.setString(1, notice);
                return Optional.of(deliveries(select));
            }
        });
    }

    /// Newest first.
    List<NoticeDelivery> ofWebhook(String webhook, int limit, @Nullable String after) {
        return transactions.call(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OF_WEBHOOK)) {
                select.setString(1, webhook);
                select.setString(2, after);
                select.setInt(3, limit);
                return deliveries(select);
            }
        });
    }

    /// Due now, with its plan of retries anew. One that is under way is left to it: its lease says
    /// when it is due. Empty when there is none.
    Optional<NoticeDelivery> again(String webhook, String delivery, Instant now) {
        return transactions.call(connection -> {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            """
                            UPDATE notice_delivery d SET state = 'waiting', plan_from = attempts,
                                due_at = CASE WHEN EXISTS (SELECT FROM notice_attempt a WHERE a.delivery = d.id
                                    AND a.number = d.attempts AND a.took_ms IS NULL) THEN due_at ELSE ? END
                            WHERE webhook = ? AND id = ?
                            """)) {
                PostgresNoticeRows.setInstant(update, 1, now);
                update.setString(2, webhook);
                update.setString(3, delivery);
                update.executeUpdate();
            }
            try (PreparedStatement select = connection.prepareStatement(ONE)) {
                select.setString(1, webhook);
                select.setString(2, delivery);
                return deliveries(select).stream().findFirst();
            }
        });
    }

    private static boolean exists(Connection connection, String notice, @Nullable String workspace)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT FROM notice WHERE id = ? AND workspace = coalesce(?, workspace)")) {
            select.setString(1, notice);
            select.setString(2, workspace);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    /// A row an attempt.
    private static List<NoticeDelivery> deliveries(PreparedStatement select) throws SQLException {
        Map<String, NoticeDelivery> deliveries = new LinkedHashMap<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                NoticeDelivery read = delivery(row);
                deliveries.merge(read.id(), read, PostgresDeliveryViews::joined);
            }
        }
        return List.copyOf(deliveries.values());
    }

    private static NoticeDelivery joined(NoticeDelivery one, NoticeDelivery next) {
        List<Attempt> attempts = new ArrayList<>(one.attempts());
        attempts.addAll(next.attempts());
        return with(one, attempts);
    }

    private static NoticeDelivery with(NoticeDelivery one, List<Attempt> attempts) {
        return new NoticeDelivery(
                one.id(),
                one.notice(),
                one.type(),
                one.webhook(),
                one.mailTo(),
                one.state(),
                one.createdAt(),
                one.dueAt(),
                attempts);
    }

    private static NoticeDelivery delivery(ResultSet row) throws SQLException {
        State state = State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        return new NoticeDelivery(
                row.getString("id"),
                row.getString("notice"),
                NoticeType.of(row.getString("type")),
                row.getString("webhook"),
                row.getString("mail_to"),
                state,
                row.getTimestamp("created_at").toInstant(),
                state == State.WAITING ? row.getTimestamp("due_at").toInstant() : null,
                row.getInt("number") == 0 ? List.of() : List.of(attempt(row)));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("number"),
                row.getTimestamp("at").toInstant(),
                row.getObject("took_ms", Long.class),
                row.getObject("status", Integer.class),
                row.getString("answer"),
                row.getString("error"));
    }
}
