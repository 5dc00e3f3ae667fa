package io.spidergate.billing.ledger;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What one read of the topic brought, by partition: so the ledger knows what it was told, apart
/// from what it holds. Pure.
record Intake(SortedMap<Integer, Span> spans) {

    static final Intake NOTHING = new Intake(new TreeMap<>());

    /// Offsets that were read in one piece.
    ///
    /// @param next behind the last
    record Span(long first, long next) {

        private Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(next, other.next));
        }
    }

    static Intake of(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        SortedMap<Integer, Span> spans = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            spans.merge(
                    record.partition(), new Span(record.offset(), record.offset() + 1), Span::with);
        }
        return new Intake(spans);
    }

    /// What became of the entries of one partition.
    record Fate(long entries, long repeated, long nanoUsd) {

        static final Fate NOTHING = new Fate(0, 0, 0);

        private Fate plus(Fate other) {
            return new Fate(
                    entries + other.entries,
                    repeated + other.repeated,
                    Math.addExact(nanoUsd, other.nanoUsd));
        }
    }

    /// @param read all entries that were to be added
    /// @param added those of them that were new
    static SortedMap<Integer, Fate> fates(List<Entry> read, List<Entry> added) {
        SortedMap<Integer, Fate> fates = new TreeMap<>();
        read.forEach(entry -> fates.merge(entry.partition(), new Fate(0, 1, 0), Fate::plus));
        added.forEach(entry ->
                fates.merge(
                        entry.partition(),
                        new Fate(1, -1, entry.event().cost().nanoUsd()),
                        Fate::plus));
        return fates;
    }
}
