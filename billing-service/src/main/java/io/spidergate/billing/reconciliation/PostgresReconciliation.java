package io.spidergate.billing.reconciliation;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.Reconciliation;
import io.spidergate.contracts.billing.Reconciliation.Account;
import io.spidergate.contracts.billing.Reconciliation.Charged;
import io.spidergate.contracts.billing.Reconciliation.Day;
import io.spidergate.contracts.billing.Reconciliation.Item;
import io.spidergate.contracts.billing.Reconciliation.Told;
import io.spidergate.contracts.billing.Reconciliation.Unread;
import io.spidergate.contracts.id.CredentialId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads both sides of each day together, as of one moment.
@ApplicationScoped
class PostgresReconciliation {

    private static final String ACCOUNTS =
            """
            SELECT r.*, (SELECT day FROM account_days_since) AS counted_from FROM provider_reading r
            WHERE r.provider = coalesce(?, r.provider) ORDER BY r.provider, r.account
            """;

    private static final String DAYS =
            """
            WITH ledger AS (
                SELECT day, sum(nano_usd) AS nano_usd, sum(attempts) AS attempts, sum(input_tokens) AS input_tokens,
                    sum(output_tokens) AS output_tokens, sum(estimated_nano_usd) AS estimated, sum(unpriced) AS unpriced
                FROM account_day WHERE provider = ? AND account = ? AND day >= ? AND day < ? GROUP BY day),
            told AS (
                SELECT day, sum(nano_usd) AS nano_usd, sum(requests)::bigint AS requests,
                    sum(input_tokens)::bigint AS input_tokens, sum(output_tokens)::bigint AS output_tokens,
                    (array_agg(item ORDER BY nano_usd DESC, item))[1:50] AS items,
                    (array_agg(nano_usd ORDER BY nano_usd DESC, item))[1:50] AS item_nano_usd
                FROM provider_usage_day WHERE provider = ? AND account = ? AND day >= ? AND day < ? GROUP BY day)
            SELECT day, coalesce(l.nano_usd, 0), coalesce(l.attempts, 0), coalesce(l.input_tokens, 0),
                coalesce(l.output_tokens, 0), coalesce(l.estimated, 0), coalesce(l.unpriced, 0),
                t.nano_usd AS told, t.requests, t.input_tokens, t.output_tokens, t.items, t.item_nano_usd
            FROM ledger l FULL JOIN told t USING (day) ORDER BY day DESC
            """;

    private static final String UNREAD =
            """
            SELECT provider, account, sum(nano_usd) AS nano_usd FROM account_day a
            WHERE day >= ? AND day < ? AND provider = coalesce(?, provider) AND account <> ''
                AND NOT EXISTS (SELECT 1 FROM provider_reading r WHERE (r.provider, r.account) = (a.provider, a.account))
            GROUP BY provider, account HAVING sum(nano_usd) > 0 ORDER BY 3 DESC, 1, 2 LIMIT 100
            """;

    private final PostgresTransactions transactions;
    private final Tolerance tolerance;

    PostgresReconciliation(PostgresTransactions transactions, ReconciliationConfig config) {
        this.transactions = transactions;
        this.tolerance = Tolerance.of(config);
    }

    Reconciliation of(DayRange range, @Nullable String provider, Instant now) {
        return transactions.call(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return new Reconciliation(
                    range.from(),
                    range.until(),
                    accounts(connection, range, provider, now),
                    unread(connection, range, provider));
        });
    }

    private List<Account> accounts(
            Connection connection, DayRange range, @Nullable String provider, Instant now)
            throws SQLException {
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ACCOUNTS)) {
            select.setString(1, provider);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    accounts.add(account(connection, row, range, now));
                }
            }
        }
        return accounts;
    }

    private Account account(Connection connection, ResultSet row, DayRange range, Instant now)
            throws SQLException {
        String provider = row.getString("provider");
        String account = row.getString("account");
        OffsetDateTime readAt = row.getObject("read_at", OffsetDateTime.class);
        Tolerance.Known known =
                new Tolerance.Known(
                        row.getObject("counted_from", LocalDate.class),
                        row.getObject("told_until", LocalDate.class));
        return new Account(
                provider,
                account,
                new CredentialId(row.getString("credential")),
                readAt == null ? null : readAt.toInstant(),
                row.getString("failure"),
                days(connection, provider, account, range, known, now));
    }

    private List<Day> days(
            Connection connection,
            String provider,
            String account,
            DayRange range,
            Tolerance.Known known,
            Instant now)
            throws SQLException {
        List<Day> days = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DAYS)) {
            for (int side = 0; side < 2; side++) {
                select.setString(4 * side + 1, provider);
                select.setString(4 * side + 2, account);
                select.setObject(4 * side + 3, range.from());
                select.setObject(4 * side + 4, range.until());
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.add(
                            tolerance.day(
                                    row.getObject("day", LocalDate.class),
                                    charged(row),
                                    told(row),
                                    items(row),
                                    known,
                                    now));
                }
            }
        }
        return days;
    }

    private static Charged charged(ResultSet row) throws SQLException {
        return new Charged(
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7));
    }

    private static @Nullable Told told(ResultSet row) throws SQLException {
        return row.getObject("told") == null
                ? null
                : new Told(
                        row.getLong("told"),
                        row.getObject(9, Long.class),
                        row.getObject(10, Long.class),
                        row.getObject(11, Long.class));
    }

    private static List<Item> items(ResultSet row) throws SQLException {
        List<Item> items = new ArrayList<>();
        if (row.getArray("items") != null) {
            String[] names = (String[]) row.getArray("items").getArray();
            Long[] nanoUsd = (Long[]) row.getArray("item_nano_usd").getArray();
            for (int i = 0; i < names.length; i++) {
                items.add(new Item(names[i], nanoUsd[i]));
            }
        }
        return items;
    }

    private static List<Unread> unread(
            Connection connection, DayRange range, @Nullable String provider) throws SQLException {
        List<Unread> unread = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(UNREAD)) {
            select.setObject(1, range.from());
            select.setObject(2, range.until());
            select.setString(3, provider);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    unread.add(new Unread(row.getString(1), row.getString(2), row.getLong(3)));
                }
            }
        }
        return unread;
    }
}
