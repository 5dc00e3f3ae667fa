package io.spidergate.billing.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.billing.store.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/// Turns records into entries and dead letters: a bad record never holds up a good one, and none is
/// lost.
@ApplicationScoped
class LedgerWriter {

    private static final Logger LOG = Logger.getLogger(LedgerWriter.class);

    private final PostgresLedger ledger;
    private final LedgerMeters meters;
    private final EventReader reader;
    private final Clock clock;

    LedgerWriter(PostgresLedger ledger, LedgerMeters meters, ObjectMapper json, Clock clock) {
        this.ledger = ledger;
        this.meters = meters;
        this.reader = new EventReader(json);
        this.clock = clock;
    }

    /// Returns once all is committed; may be repeated with the same records.
    ///
    /// @throws StoreUnavailable when nothing of it may be taken as written
    void write(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        Instant now = clock.instant();
        List<Entry> entries = new ArrayList<>();
        List<ConsumerRecord<byte[], byte[]>> sources = new ArrayList<>();
        List<DeadLetter> dead = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            switch (reader.read(source.value(), source.partition(), now)) {
                case EventReading.Readable(Entry entry) -> {
                    entries.add(entry);
                    sources.add(source);
                }
                case EventReading.Malformed(String reason) -> dead.add(letter(source, reason));
            }
        }
        Intake intake = Intake.of(records);
        try {
            append(entries, dead, intake);
        } catch (StoreUnavailable e) {
            if (!e.isAboutTheData()) {
                throw e;
            }
            // First what was read: whatever fails after that is read again.
            append(List.of(), List.of(), intake);
            writeOneByOne(entries, sources, dead);
        }
    }

    /// One of them is what PostgreSQL cannot hold; the others must not suffer for it.
    private void writeOneByOne(
            List<Entry> entries,
            List<ConsumerRecord<byte[], byte[]>> sources,
            List<DeadLetter> dead) {
        append(List.of(), dead, Intake.NOTHING);
        for (int i = 0; i < entries.size(); i++) {
            try {
                append(List.of(entries.get(i)), List.of(), Intake.NOTHING);
            } catch (StoreUnavailable e) {
                if (!e.isAboutTheData()) {
                    throw e;
                }
                append(
                        List.of(),
                        List.of(
                                letter(
                                        sources.get(i),
                                        "refused by the database: " + e.getMessage())),
                        Intake.NOTHING);
            }
        }
    }

    private void append(List<Entry> entries, List<DeadLetter> dead, Intake intake) {
        int added = ledger.append(entries, dead, intake);
        meters.wrote(added, entries.size() - added, dead.size());
        for (DeadLetter letter : dead) {
            LOG.warnf(
                    "record %s-%d@%d cannot enter the ledger: %s",
                    letter.topic(), letter.partition(), letter.offset(), letter.reason());
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> source, String reason) {
        return new DeadLetter(
                source.topic(),
                source.partition(),
                source.offset(),
                reason,
                source.key(),
                source.value());
    }
}
