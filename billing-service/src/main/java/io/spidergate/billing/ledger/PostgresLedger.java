package io.spidergate.billing.ledger;

import io.spidergate.billing.budget.PostgresBudgetNotices;
import io.spidergate.billing.reconciliation.PostgresAccountDays;
import io.spidergate.billing.store.PostgresBudgetLock;
import io.spidergate.billing.store.PostgresTransactions;
import io.spidergate.billing.usage.PostgresUsage;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The ledger in PostgreSQL: entries, and in the same transaction the projections that follow from
/// those which are new.
@ApplicationScoped
class PostgresLedger {

    /// A list of lists is none that SQL could unfold.
    private static final char BETWEEN = '\u001f';

    /// A request id that any month's partition holds is not new, whatever month a replay claims;
    /// the primary key settles races within a month, and across months there are none: one request
    /// id is always read by one consumer.
    private static final String INSERT =
            """
            INSERT INTO ledger_entry (%1$s, prices, budget_grants, tags)
            SELECT %1$s, string_to_array(prices, chr(%2$d)), string_to_array(budget_grants, chr(%2$d)),
                string_to_array(tags, chr(%2$d)) FROM unnest(?::text[], ?::date[], ?::timestamptz[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                AS n (%1$s, prices, budget_grants, tags)
            WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.request_id = n.request_id)
            ON CONFLICT DO NOTHING
            RETURNING request_id
            """
                    .formatted(
                            """
                            request_id, month, started_at, workspace, agent, agent_name, token_ref, endpoint, requested_model, served_model,
                            served_provider, result, http_status, input_tokens, cached_input_tokens, output_tokens, evidence, nano_usd,
                            basis, own_key_nano_usd\
                            """,
                            (int) BETWEEN);

    private static final List<Column> COLUMNS =
            List.of(
                    text(Entry::requestId),
                    // As ISO text: the driver would print them in this machine's time zone.
                    text(entry -> entry.month().toString()),
                    text(entry -> entry.event().startedAt().toString()),
                    text(entry -> entry.event().workspace().value()),
                    text(entry -> entry.event().agent().value()),
                    text(entry -> entry.event().agentName()),
                    text(entry -> entry.event().tokenRef()),
                    text(entry -> entry.event().endpoint()),
                    text(entry -> entry.event().requestedModel()),
                    text(entry -> entry.event().servedModel()),
                    text(entry -> entry.event().servedProvider()),
                    text(entry -> entry.event().outcome().result().name()),
                    number(entry -> entry.event().outcome().httpStatus()),
                    number(entry -> entry.event().usage().inputTokens()),
                    number(entry -> entry.event().usage().cachedInputTokens()),
                    number(entry -> entry.event().usage().outputTokens()),
                    text(entry -> entry.event().usage().evidence().name()),
                    number(entry -> entry.event().cost().nanoUsd()),
                    text(entry -> entry.event().cost().basis().name()),
                    number(entry -> entry.event().cost().ownKeyNanoUsd()),
                    text(entry -> joined(entry.prices())),
                    text(entry -> joined(entry.event().budgetGrants())),
                    text(entry -> joined(entry.event().tags())));

    private final PostgresTransactions transactions;
    private final PostgresBudgetNotices notices;
    private final Clock clock;

    PostgresLedger(PostgresTransactions transactions, PostgresBudgetNotices notices, Clock clock) {
        this.transactions = transactions;
        this.notices = notices;
        this.clock = clock;
    }

    /// Returns how many of the entries were new.
    ///
    /// @param intake what was read to get them; nothing where that was told before
    int append(List<Entry> entries, List<DeadLetter> deadLetters, Intake intake) {
        Map<String, Entry> byRequest = new LinkedHashMap<>();
        entries.forEach(entry -> byRequest.putIfAbsent(entry.requestId(), entry));
        return transactions.call(connection -> {
            PostgresBudgetLock.goBy(connection);
            keep(connection, deadLetters);
            PostgresProjections projections = new PostgresProjections(connection);
            List<Entry> added = List.of();
            if (!byRequest.isEmpty()) {
                ensureMonths(
                        connection, new TreeSet<>(entries.stream().map(Entry::month).toList()));
                added = insert(connection, byRequest);
                Instant now = clock.instant();
                Map<String, Long> moved =
                        projections.move(added.stream().map(Entry::movement).toList(), now);
                notices.spent(connection, moved, now);
                post(connection, added);
                PostgresAccountDays.add(connection, added.stream().map(Entry::entered).toList());
                new PostgresUsage(connection).add(added.stream().map(Entry::event).toList());
            }
            projections.tookIn(intake, Intake.fates(entries, added));
            return added.size();
        });
    }

    void ensureMonths(Collection<LocalDate> months) {
        transactions.call(connection -> {
            ensureMonths(connection, months);
            return months.size();
        });
    }

    static void ensureMonths(Connection connection, Collection<LocalDate> months)
            throws SQLException {
        try (PreparedStatement ensure =
                connection.prepareStatement("SELECT ensure_ledger_month(?)")) {
            for (LocalDate month : months) {
                ensure.setObject(1, month);
                ensure.execute();
            }
        }
    }

    private static List<Entry> insert(Connection connection, Map<String, Entry> byRequest)
            throws SQLException {
        List<Entry> added = new ArrayList<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int parameter = 1;
            for (Column column : COLUMNS) {
                insert.setArray(
                        parameter++,
                        connection.createArrayOf(
                                column.type(),
                                byRequest.values().stream()
                                        .map(column.value())
                                        .toArray(column.array())));
            }
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    added.add(byRequest.get(rows.getString(1)));
                }
            }
        }
        return added;
    }

    /// Moves the cost from what its grants hold to what is settled.
    private static void post(Connection connection, List<Entry> added) throws SQLException {
        Map<String, Long> byGrant = new TreeMap<>();
        for (Entry entry : added) {
            long cost = entry.event().cost().nanoUsd();
            if (cost > 0) {
                entry.event()
                        .budgetGrants()
                        .forEach(grant -> byGrant.merge(grant, cost, Math::addExact));
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE allowance_grant SET ledgered = ledgered + ? WHERE id = ?")) {
            for (Map.Entry<String, Long> posting : byGrant.entrySet()) {
                update.setLong(1, posting.getValue());
                update.setString(2, posting.getKey());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static void keep(Connection connection, List<DeadLetter> letters) throws SQLException {
        String sql =
                """
                INSERT INTO dead_letter (topic, topic_partition, topic_offset, reason, record_key, record_value)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (DeadLetter letter : letters) {
                insert.setString(1, letter.topic());
                insert.setInt(2, letter.partition());
                insert.setLong(3, letter.offset());
                insert.setString(4, letter.reason().replace("\0", ""));
                insert.setBytes(5, letter.key());
                insert.setBytes(6, letter.value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String joined(List<String> texts) {
        return String.join(String.valueOf(BETWEEN), texts);
    }

    private static Column text(Function<Entry, @Nullable String> value) {
        return new Column("text", value, String[]::new);
    }

    private static Column number(ToLongFunction<Entry> value) {
        return new Column("int8", value::applyAsLong, Long[]::new);
    }

    /// @param array of the values' own type: the driver sends it as it is, where it would have to
    ///   look at each of mere objects
    private record Column(
            String type,
            Function<Entry, ? extends @Nullable Object> value,
            IntFunction<@Nullable Object[]> array) {}
}
