package io.spidergate.billing.ledger;

import io.spidergate.billing.budget.Budget;
import io.spidergate.billing.budget.BudgetRules;
import io.spidergate.billing.budget.PostgresBudgetRows;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// What follows from entries, in the transaction that writes them: budgets' counters, sums of days,
/// and the account of what came in. Each kind of row is moved by one statement, in the order of its
/// keys, counters first: so neither allowances nor another writer ever wait for this one in a
/// circle.
final class PostgresProjections {

    /// Keys come sorted, as allowances lock them. Tells which of them are worth a second look:
    /// every budget, and of tokens the few that are near their limit.
    private static final String COUNTERS =
            """
            WITH counted AS (
                INSERT INTO counter (subject, counter, window_start, settled, requests)
                SELECT subject, 'BUDGET', start::timestamptz, nano_usd, requests
                FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
                    AS moved (subject, start, requests, nano_usd)
                ON CONFLICT (subject, counter, window_start) DO UPDATE
                SET settled = counter.settled + excluded.settled, requests = counter.requests + excluded.requests
                RETURNING subject, settled)
            SELECT c.subject FROM counted c LEFT JOIN agent_token t ON t.token_ref = c.subject
            WHERE t.token_ref IS NULL OR c.settled >= t.budget_nano_usd / 100 * %d
            """
                    .formatted(BudgetRules.FIRST_WARNING_PERCENT);

    private static final String DAYS =
            """
            INSERT INTO ledger_day (token_ref, day, requests, nano_usd, corrected_nano_usd)
            SELECT token_ref, day::date, requests, nano_usd, corrected
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS moved (token_ref, day, requests, nano_usd, corrected)
            ON CONFLICT (day, token_ref) DO UPDATE SET requests = ledger_day.requests + excluded.requests,
                nano_usd = ledger_day.nano_usd + excluded.nano_usd,
                corrected_nano_usd = ledger_day.corrected_nano_usd + excluded.corrected_nano_usd
            """;

    /// A span that begins behind what is expected tells of records that were gone; one that begins
    /// before it, of records that came again.
    private static final String INTAKE =
            """
            INSERT INTO ledger_intake AS known
                (topic_partition, next_offset, missed, entries, repeated, nano_usd)
            VALUES (?, ?, 0, ?, ?, ?)
            ON CONFLICT (topic_partition) DO UPDATE SET
                missed = known.missed + greatest(0, ? - known.next_offset),
                next_offset = greatest(known.next_offset, excluded.next_offset),
                entries = known.entries + excluded.entries, repeated = known.repeated + excluded.repeated,
                nano_usd = known.nano_usd + excluded.nano_usd
            """;

    private static final Intake.Span NOWHERE = new Intake.Span(0, 0);

    private final Connection connection;

    PostgresProjections(Connection connection) {
        this.connection = connection;
    }

    /// To be called while the budgets stay as they are.
    ///
    /// @return what of it counts in the present period, by token and budget; without tokens that
    ///   are far from their limit
    Map<String, Long> move(Collection<Movement> movements, Instant now) throws SQLException {
        if (movements.isEmpty()) {
            return Map.of();
        }
        List<Budget> budgets =
                PostgresBudgetRows.counting(
                        connection,
                        movements.stream().map(Movement::workspace).distinct().toList());
        SortedMap<Posting.Row, Posting> postings = Posting.of(movements, budgets);
        Set<String> worthALook = moveCounters(postings);
        moveDays(Movement.byDay(movements));
        Map<String, Long> present = Posting.present(postings, budgets, now);
        present.keySet().retainAll(worthALook);
        return present;
    }

    private Set<String> moveCounters(SortedMap<Posting.Row, Posting> sums) throws SQLException {
        Set<String> worthALook = new HashSet<>();
        try (PreparedStatement upsert = connection.prepareStatement(COUNTERS)) {
            upsert.setArray(1, texts(sums.keySet(), Posting.Row::subject));
            upsert.setArray(2, texts(sums.keySet(), row -> row.start().toString()));
            upsert.setArray(3, numbers(sums.values(), Posting::requests));
            upsert.setArray(4, numbers(sums.values(), Posting::nanoUsd));
            try (ResultSet subjects = upsert.executeQuery()) {
                while (subjects.next()) {
                    worthALook.add(subjects.getString(1));
                }
            }
        }
        return worthALook;
    }

    private void moveDays(SortedMap<Movement.Key, Movement> sums) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(DAYS)) {
            upsert.setArray(1, texts(sums.keySet(), Movement.Key::tokenRef));
            upsert.setArray(2, texts(sums.keySet(), key -> key.day().toString()));
            upsert.setArray(3, numbers(sums.values(), Movement::requests));
            upsert.setArray(4, numbers(sums.values(), Movement::nanoUsd));
            upsert.setArray(5, numbers(sums.values(), Movement::correctedNanoUsd));
            upsert.executeUpdate();
        }
    }

    void tookIn(Intake intake, Map<Integer, Intake.Fate> fates) throws SQLException {
        TreeSet<Integer> partitions = new TreeSet<>(intake.spans().keySet());
        partitions.addAll(fates.keySet());
        try (PreparedStatement upsert = connection.prepareStatement(INTAKE)) {
            for (Integer partition : partitions) {
                Intake.Span span = intake.spans().getOrDefault(partition, NOWHERE);
                Intake.Fate fate = fates.getOrDefault(partition, Intake.Fate.NOTHING);
                upsert.setInt(1, partition);
                upsert.setLong(2, span.next());
                upsert.setLong(3, fate.entries());
                upsert.setLong(4, fate.repeated());
                upsert.setLong(5, fate.nanoUsd());
                upsert.setLong(6, span.first());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private <T> Array texts(Collection<T> rows, Function<T, String> value) throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(value).toArray());
    }

    private <T> Array numbers(Collection<T> rows, ToLongFunction<T> value) throws SQLException {
        return connection.createArrayOf("int8", rows.stream().map(value::applyAsLong).toArray());
    }
}
