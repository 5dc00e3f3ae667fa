package io.spidergate.billing.ledger;

import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.contracts.billing.LedgerAudit.Account;
import io.spidergate.contracts.billing.LedgerAudit.Difference;
import io.spidergate.contracts.billing.LedgerAudit.Sum;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads each account of what was spent together with the one before it, all from one snapshot: so
/// entries that are written meanwhile are in all of them or in none. Only days since `from` are
/// read entry by entry.
@ApplicationScoped
class PostgresAudit {

    private static final String EVENTS =
            """
            SELECT 'all events', i.entries, i.nano_usd, d.requests, d.nano_usd
            FROM (SELECT coalesce(sum(entries), 0) AS entries, coalesce(sum(nano_usd), 0) AS nano_usd
                  FROM ledger_intake) i,
                 (SELECT coalesce(sum(requests), 0) AS requests, coalesce(sum(nano_usd - corrected_nano_usd), 0) AS nano_usd
                  FROM ledger_day) d
            WHERE (i.entries, i.nano_usd) <> (d.requests, d.nano_usd) AND ?::date IS NOT NULL
            """;

    private static final String DAYS =
            """
            WITH since AS (SELECT ?::date AS day), entries AS (
                SELECT (started_at AT TIME ZONE 'UTC')::date AS day, token_ref,
                    count(*) FILTER (WHERE kind = 'request') AS requests, sum(nano_usd) AS nano_usd
                FROM ledger_entry, since
                WHERE started_at >= since.day::timestamp AT TIME ZONE 'UTC' AND month >= date_trunc('month', since.day)::date
                GROUP BY 1, 2),
            sums AS (SELECT d.* FROM ledger_day d, since WHERE d.day >= since.day)
            SELECT coalesce(e.token_ref, s.token_ref) || ' on ' || coalesce(e.day, s.day),
                coalesce(e.requests, 0), coalesce(e.nano_usd, 0), coalesce(s.requests, 0), coalesce(s.nano_usd, 0)
            FROM entries e FULL JOIN sums s ON (s.day, s.token_ref) = (e.day, e.token_ref)
            WHERE (e.requests, e.nano_usd) IS DISTINCT FROM (s.requests, s.nano_usd)
            ORDER BY 1
            """;

    private static final String BALANCES =
            """
            WITH since AS (SELECT date_trunc('month', ?::date)::date AS month), days AS (
                SELECT token_ref, date_trunc('month', day)::date AS month, sum(requests) AS requests, sum(nano_usd) AS nano_usd
                FROM ledger_day, since WHERE day >= since.month GROUP BY 1, 2),
            balances AS (
                SELECT subject AS token_ref, (window_start AT TIME ZONE 'UTC')::date AS month, requests, settled
                FROM counter, since
                WHERE counter = 'BUDGET' AND NOT starts_with(subject, 'bud_') AND window_start >= since.month::timestamp AT TIME ZONE 'UTC')
            SELECT coalesce(d.token_ref, b.token_ref) || ' in ' || to_char(coalesce(d.month, b.month), 'YYYY-MM'),
                coalesce(d.requests, 0), coalesce(d.nano_usd, 0), coalesce(b.requests, 0), coalesce(b.settled, 0)
            FROM days d FULL JOIN balances b ON (b.month, b.token_ref) = (d.month, d.token_ref)
            WHERE (coalesce(d.requests, 0), coalesce(d.nano_usd, 0)) <> (coalesce(b.requests, 0), coalesce(b.settled, 0))
            ORDER BY 1
            """;

    /// A row holds what began from its start until that of the next: whatever begins later makes
    /// that row. The first that the grants of a rolling budget hang on holds nothing.
    private static final String BUDGETS =
            """
            WITH since AS (SELECT ?::date AS day), periods AS (
                SELECT b.*, c.window_start AS starts, c.requests, c.settled,
                    coalesce(lead(c.window_start) OVER (PARTITION BY b.id ORDER BY c.window_start), 'infinity') AS ends
                FROM budget b JOIN counter c ON c.subject = b.id AND c.counter = 'BUDGET'
                WHERE b.removed_at IS NULL AND c.window_start >= b.counted_from),
            sums AS (
                SELECT p.id, p.starts, p.requests, p.settled,
                    count(e.request_id) FILTER (WHERE e.kind = 'request') AS counted,
                    coalesce(sum(e.nano_usd), 0) AS nano_usd
                FROM periods p CROSS JOIN since
                LEFT JOIN ledger_entry e ON e.started_at >= p.starts AND e.started_at < p.ends
                    AND e.month >= date_trunc('month', p.starts AT TIME ZONE 'UTC')::date AND e.workspace = p.workspace
                    AND (p.scope = 'workspace' OR (p.scope = 'agent' AND e.agent = p.scope_value)
                        OR (p.scope = 'tag' AND p.scope_value = ANY (e.tags)))
                WHERE p.ends > since.day::timestamp AT TIME ZONE 'UTC'
                GROUP BY 1, 2, 3, 4)
            SELECT id || ' from ' || (starts AT TIME ZONE 'UTC'), counted, nano_usd, requests, settled
            FROM sums WHERE (counted, nano_usd) <> (requests, settled) ORDER BY 1
            """;

    /// A request may begin a moment before its grant: those of the first minutes are left out, for
    /// their entries may lie before what is read.
    private static final String GRANTS =
            """
            WITH since AS (SELECT ?::date AS day), entries AS (
                SELECT budget_grant, sum(nano_usd) AS nano_usd
                FROM ledger_entry, since, unnest(budget_grants) AS budget_grant
                WHERE started_at >= since.day::timestamp AT TIME ZONE 'UTC' AND month >= date_trunc('month', since.day)::date
                GROUP BY 1)
            SELECT g.id, 0, coalesce(e.nano_usd, 0), 0, g.ledgered
            FROM allowance_grant g CROSS JOIN since LEFT JOIN entries e ON e.budget_grant = g.id
            WHERE g.counter = 'BUDGET' AND g.granted_at >= since.day::timestamp AT TIME ZONE 'UTC' + interval '5 minutes'
                AND g.ledgered <> coalesce(e.nano_usd, 0)
            ORDER BY 1
            """;

    private static final String PROVIDER_ACCOUNTS =
            """
            SELECT 'partition ' || i.topic_partition, 0, i.nano_usd - i.unaccounted_nano_usd, 0, coalesce(a.nano_usd, 0)
            FROM ledger_intake i LEFT JOIN (
                SELECT topic_partition, sum(nano_usd) AS nano_usd FROM account_day GROUP BY 1) a USING (topic_partition)
            WHERE i.nano_usd - i.unaccounted_nano_usd <> coalesce(a.nano_usd, 0) AND ?::date IS NOT NULL
            ORDER BY i.topic_partition
            """;

    private static final String TOTALS =
            """
            SELECT coalesce(sum(requests), 0), coalesce(sum(nano_usd), 0),
                (SELECT coalesce(sum(missed), 0) FROM ledger_intake),
                (SELECT count(*) FROM dead_letter)
            FROM ledger_day WHERE day >= ?
            """;

    private static final Map<Account, String> QUERIES =
            Map.of(
                    Account.EVENTS, EVENTS,
                    Account.DAY, DAYS,
                    Account.BALANCE, BALANCES,
                    Account.BUDGET, BUDGETS,
                    Account.GRANT, GRANTS,
                    Account.PROVIDER_ACCOUNT, PROVIDER_ACCOUNTS);

    private final PostgresTransactions transactions;

    PostgresAudit(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    /// @param sum of the sums of the days that were read
    record Reading(List<Difference> differences, Sum sum, long missed, long deadLetters) {}

    Reading read(LocalDate from) {
        return transactions.call(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<Difference> differences = new ArrayList<>();
            for (Account account : Account.values()) {
                differences.addAll(differences(connection, account, from));
            }
            return totals(connection, from, differences);
        });
    }

    private static List<Difference> differences(
            Connection connection, Account account, LocalDate from) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(QUERIES.get(account))) {
            select.setObject(1, from);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    differences.add(
                            new Difference(
                                    account,
                                    rows.getString(1),
                                    new Sum(rows.getLong(2), rows.getLong(3)),
                                    new Sum(rows.getLong(4), rows.getLong(5))));
                }
            }
        }
        return differences;
    }

    private static Reading totals(
            Connection connection, LocalDate from, List<Difference> differences)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(TOTALS)) {
            select.setObject(1, from);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Reading(
                        differences,
                        new Sum(row.getLong(1), row.getLong(2)),
                        row.getLong(3),
                        row.getLong(4));
            }
        }
    }
}
