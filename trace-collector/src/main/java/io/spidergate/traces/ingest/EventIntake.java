package io.spidergate.traces.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.traces.TracesConfig;
import io.spidergate.traces.store.DeadLetter;
import io.spidergate.traces.store.PostgresTraceStore;
import io.spidergate.traces.store.StoredTrace;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Takes one batch of records into the store; asking again with the same records changes nothing.
@Singleton
final class EventIntake {

    private final PostgresTraceStore store;
    private final EventDecoder decoder;
    private final Clock clock;
    private final IngestMeters meters;

    EventIntake(
            PostgresTraceStore store,
            ObjectMapper json,
            TracesConfig config,
            Clock clock,
            IngestMeters meters) {
        this.store = store;
        this.decoder = new EventDecoder(json, config.retention());
        this.clock = clock;
        this.meters = meters;
    }

    /// @throws SQLException when the database is not there; nothing was stored
    void take(Iterable<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Batch batch = decode(records);
        try {
            store(batch);
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            storeOneByOne(batch);
        }
    }

    private Batch decode(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        Batch batch = new Batch(new ArrayList<>(), new ArrayList<>());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (decoder.decode(record.value(), clock.instant())) {
                case Decoded.Trace(StoredTrace trace) ->
                        batch.traces().add(new Taken(record, trace));
                case Decoded.Malformed(String reason) ->
                        batch.letters().add(letter(record, reason));
            }
        }
        return batch;
    }

    private void store(Batch batch) throws SQLException {
        int fresh =
                store.store(batch.traces().stream().map(Taken::trace).toList(), batch.letters());
        meters.stored(fresh, batch.traces().size(), batch.letters().size());
        long now = clock.millis();
        for (Taken taken : batch.traces()) {
            meters.delayed(java.time.Duration.ofMillis(now - taken.record().timestamp()));
        }
    }

    /// One row that PostgreSQL will never take must not hold up the others.
    private void storeOneByOne(Batch batch) throws SQLException {
        store(new Batch(List.of(), batch.letters()));
        for (Taken taken : batch.traces()) {
            try {
                store(new Batch(List.of(taken), List.of()));
            } catch (SQLException e) {
                if (!isAboutData(e)) {
                    throw e;
                }
                DeadLetter letter =
                        letter(taken.record(), "not storable: SQLSTATE " + e.getSQLState());
                store(new Batch(List.of(), List.of(letter)));
            }
        }
    }

    /// SQLSTATE classes 22 (data exception), 23 (integrity) and 54 (limit exceeded): trying again
    /// cannot help.
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String reason) {
        return new DeadLetter(
                record.topic(), record.partition(), record.offset(), reason, record.value());
    }

    private record Taken(ConsumerRecord<byte[], byte[]> record, StoredTrace trace) {}

    private record Batch(List<Taken> traces, List<DeadLetter> letters) {}
}
