package io.spidergate.billing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/// What follows from entries, in the transaction that writes them: budgets' counters, sums of days,
/// and the account of what came in. Each kind of row is moved by one statement, in the order of its
/// keys, counters first: so neither allowances nor another writer ever wait for this one in a
/// circle.
final class PostgresProjections {

    /// Keys come sorted, as allowances lock them.
    private static final String COUNTERS =
            """
            INSERT INTO counter (token_ref, counter, window_start, settled, requests)
            SELECT token_ref, 'BUDGET', start::timestamp AT TIME ZONE 'UTC', nano_usd, requests
            FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS moved (token_ref, start, requests, nano_usd, corrected)
            ON CONFLICT (token_ref, counter, window_start) DO UPDATE
            SET settled = counter.settled + excluded.settled, requests = counter.requests + excluded.requests
            """;

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

    void move(Collection<Movement> movements) throws SQLException {
        move(COUNTERS, Movement.byMonth(movements));
        move(DAYS, Movement.byDay(movements));
    }

    private void move(String sql, SortedMap<Movement.Key, Movement> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            List<String> starts =
                    sums.keySet().stream()
                            .map(Movement.Key::start)
                            .map(LocalDate::toString)
                            .toList();
            upsert.setArray(
                    1, array("text", sums.keySet().stream().map(Movement.Key::tokenRef).toList()));
            upsert.setArray(2, array("text", starts));
            upsert.setArray(
                    3, array("int8", sums.values().stream().map(Movement::requests).toList()));
            upsert.setArray(
                    4, array("int8", sums.values().stream().map(Movement::nanoUsd).toList()));
            upsert.setArray(
                    5,
                    array("int8", sums.values().stream().map(Movement::correctedNanoUsd).toList()));
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

    private java.sql.Array array(String type, Collection<?> values) throws SQLException {
        return connection.createArrayOf(type, new ArrayList<>(values).toArray());
    }
}
