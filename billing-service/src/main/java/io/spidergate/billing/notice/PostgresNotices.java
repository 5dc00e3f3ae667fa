package io.spidergate.billing.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeType;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Where notices are raised: recorded in the caller's transaction, with a delivery for each webhook
/// and each address that is to be told, and told afterwards by others.
///
/// Laws:
/// - a notice is told if and only if the caller's transaction is committed;
/// - of one workspace and key there is one notice, however often and by however many at once it is
///   raised.
@ApplicationScoped
public class PostgresNotices {

    private final ObjectMapper json;
    private final RandomGenerator random;
    private final Clock clock;
    private final boolean mails;

    PostgresNotices(ObjectMapper json, RandomGenerator random, Clock clock, NoticeConfig config) {
        this.json = json;
        this.random = random;
        this.clock = clock;
        this.mails = config.mailFrom().isPresent();
    }

    /// Tells whom it concerns, unless it was told already. A key that another transaction has
    /// raised and not committed yet is waited for.
    ///
    /// @return whether it is new
    public boolean raise(Connection connection, NewNotice asked) throws SQLException {
        Instant now = now();
        if (!isNew(connection, asked, now)) {
            return false;
        }
        Notice notice = insert(connection, asked, now);
        for (String webhook : webhooks(connection, notice)) {
            deliver(connection, notice, webhook, null);
        }
        for (String address : mails ? recipients(connection, notice) : List.<String>of()) {
            deliver(connection, notice, null, address);
        }
        return true;
    }

    /// Tells one webhook alone.
    Notice raiseFor(Connection connection, String webhook, NewNotice asked) throws SQLException {
        Notice notice = insert(connection, asked, now());
        deliver(connection, notice, webhook, null);
        return notice;
    }

    private static boolean isNew(Connection connection, NewNotice asked, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO notice_key (workspace, key, raised_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, asked.workspace().value());
            insert.setString(2, asked.key());
            PostgresNoticeRows.setInstant(insert, 3, now);
            return insert.executeUpdate() == 1;
        }
    }

    private Notice insert(Connection connection, NewNotice asked, Instant now) throws SQLException {
        Notice notice =
                new Notice(
                        SortedIds.mint(SortedIds.NOTICE, now, random),
                        asked.type(),
                        asked.workspace(),
                        asked.subject(),
                        now,
                        asked.data());
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO notice (id, type, workspace, subject, at, data, publish_after)
                        VALUES (?, ?, ?, ?, ?, ?::json, ?)
                        """)) {
            insert.setString(1, notice.id());
            insert.setString(2, notice.type().word());
            insert.setString(3, notice.workspace().value());
            insert.setString(4, notice.subject());
            PostgresNoticeRows.setInstant(insert, 5, now);
            insert.setString(6, text(notice));
            PostgresNoticeRows.setInstant(insert, 7, now);
            insert.executeUpdate();
        }
        return notice;
    }

    private String text(Notice notice) {
        try {
            return json.writeValueAsString(notice.data());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the data of a %s cannot be written as JSON".formatted(notice.type()), e);
        }
    }

    /// A paused one gets it when it is resumed, a disabled one never. The webhook that a notice is
    /// about is not told by itself.
    private static List<String> webhooks(Connection connection, Notice notice) throws SQLException {
        return texts(
                connection,
                """
                SELECT id FROM webhook WHERE workspace = ? AND state <> 'disabled'
                    AND (types = '{}' OR ? = ANY (types)) ORDER BY id
                """,
                notice.workspace().value(),
                notice.type());
    }

    private static List<String> recipients(Connection connection, Notice notice)
            throws SQLException {
        return texts(
                connection,
                "SELECT address FROM notice_recipient WHERE workspace = ? ORDER BY place",
                notice.workspace().value(),
                null);
    }

    private static List<String> texts(
            Connection connection, String sql, String workspace, @Nullable NoticeType type)
            throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, workspace);
            if (type != null) {
                select.setString(2, type.word());
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private void deliver(
            Connection connection, Notice notice, @Nullable String webhook, @Nullable String mailTo)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO notice_delivery (id, notice, webhook, mail_to, state, created_at, due_at)
                        VALUES (?, ?, ?, ?, 'waiting', ?, ?)
                        """)) {
            insert.setString(1, SortedIds.mint(SortedIds.DELIVERY, notice.at(), random));
            insert.setString(2, notice.id());
            insert.setString(3, webhook);
            insert.setString(4, mailTo);
            PostgresNoticeRows.setInstant(insert, 5, notice.at());
            PostgresNoticeRows.setInstant(insert, 6, notice.at());
            insert.executeUpdate();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
