package io.spidergate.gateway.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Appends entries as records, one after the other, and knows what the disk has not confirmed yet.
final class EntryWriter {

    private static final Logger LOG = Logger.getLogger(EntryWriter.class);
    private static final JournalState WRITABLE = new JournalState.Writable();

    private final ArtemisRecords records;
    private final PendingEvents pending;
    private final EntryEncoding encoding;
    private final Clock clock;
    private final long maxBytes;
    private final Runnable appended;
    private final Map<Long, Unwritten> unwritten = new ConcurrentHashMap<>();
    private final AtomicLong unwrittenBytes = new AtomicLong();
    private final RecordsUnderWay underWay = new RecordsUnderWay();

    private volatile @Nullable Failure failure;
    private long nextId;

    /// @param maxBytes of all that lies on disk
    /// @param appended told after each event that became safe
    EntryWriter(
            ArtemisRecords records,
            PendingEvents pending,
            EntryEncoding encoding,
            long firstId,
            long maxBytes,
            Runnable appended) {
        this.records = records;
        this.pending = pending;
        this.encoding = encoding;
        this.clock = encoding.clock();
        this.nextId = firstId;
        this.maxBytes = maxBytes;
        this.appended = appended;
    }

    JournalState state() {
        Failure held = failure;
        if (held != null) {
            return new JournalState.Broken(held.reason());
        }
        long bytes = pending.bytes() + underWay.bytes() + unwrittenBytes.get();
        return bytes >= maxBytes ? new JournalState.Full(bytes, maxBytes) : WRITABLE;
    }

    /// The disk failed: whatever it had not confirmed is refused. Told by the journal's own
    /// threads.
    void broken(String reason) {
        Failure held = failure;
        if (held == null) {
            LOG.errorf("the journal cannot be written: %s", reason);
        }
        int bytes = held == null ? 1 : held.bytes();
        for (Long id : unwritten.keySet()) {
            Unwritten lost = take(id);
            if (lost != null) {
                bytes = Math.max(bytes, lost.bytes());
                lost.entry().refuse("the journal cannot be written: " + reason);
            }
        }
        failure = new Failure(reason, bytes);
    }

    /// Encodes the entry and appends it; what it is told of follows when it is flushed.
    void write(JournalEntry entry) {
        byte[] body;
        try {
            body = encoding.bytes(entry);
        } catch (JsonProcessingException e) {
            entry.refuse("the event cannot be encoded: " + e.getOriginalMessage());
            return;
        }
        if (body.length > records.mostBytes()) {
            entry.refuse(
                    "the event has %d bytes, the journal takes at most %d"
                            .formatted(body.length, records.mostBytes()));
            return;
        }
        JournalState state = state();
        if (state instanceof JournalState.Broken || state instanceof JournalState.Full) {
            entry.refuse(state.sentence());
            return;
        }
        write(nextId++, body, entry);
    }

    private void write(long id, byte[] body, JournalEntry entry) {
        String request = entry.event().requestId().value();
        Runnable safe =
                switch (entry) {
                    case JournalEntry.UnderWay started -> {
                        Long replaced = underWay.begins(request, id, body.length);
                        yield () -> forget(replaced);
                    }
                    case JournalEntry.Told told -> {
                        Long started = underWay.ends(request);
                        long now = clock.millis();
                        yield () -> {
                            forget(started);
                            told(id, body, now);
                        };
                    }
                };
        Unwritten waiting = new Unwritten(entry, body.length);
        unwritten.put(id, waiting);
        unwrittenBytes.addAndGet(waiting.counted());
        records.append(id, body, written(id, safe));
    }

    private ArtemisRecords.Written written(long id, Runnable safe) {
        return new ArtemisRecords.Written() {
            @Override
            public void done() {
                safe.run();
                Unwritten written = take(id);
                if (written != null) {
                    written.entry().safe();
                }
            }

            @Override
            public void failed(String reason) {
                broken(reason);
            }
        };
    }

    /// Before the event can be shipped: where both records were gone but for this one, the next
    /// process would tell of an interruption.
    private void forget(@Nullable Long record) {
        if (record != null) {
            records.delete(record);
        }
    }

    /// Even when its caller was refused meanwhile: what is on disk is told.
    private void told(long id, byte[] body, long now) {
        pending.add(id, body, now);
        appended.run();
    }

    private @Nullable Unwritten take(long id) {
        Unwritten taken = unwritten.remove(id);
        if (taken != null) {
            unwrittenBytes.addAndGet(-taken.counted());
        }
        return taken;
    }

    void probeWhenBroken() {
        Failure held = failure;
        if (held == null) {
            return;
        }
        records.probe(
                held.bytes(),
                new ArtemisRecords.Written() {
                    @Override
                    public void done() {
                        LOG.info("the journal can be written again");
                        failure = null;
                    }

                    @Override
                    public void failed(String reason) {
                        failure = new Failure(reason, held.bytes());
                    }
                });
    }

    /// @param bytes how large the write was that failed; a smaller one might fit into what is left
    ///   of a full disk
    private record Failure(String reason, int bytes) {}

    private record Unwritten(JournalEntry entry, int bytes) {

        /// What it adds to the journal; a request under way is counted among those already.
        int counted() {
            return switch (entry) {
                case JournalEntry.Told told -> bytes;
                case JournalEntry.UnderWay started -> 0;
            };
        }
    }
}
