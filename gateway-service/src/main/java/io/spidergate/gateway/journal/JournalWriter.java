package io.spidergate.gateway.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.spidergate.contracts.gateway.RequestEvent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Takes events from any thread and puts them on disk from one.
///
/// The caller only enqueues; encoding and writing are this class's. What is not yet written is
/// bounded by a count, what is written and not yet shipped by bytes; beyond either an append fails
/// at once.
final class JournalWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JournalWriter.class);
    private static final int MOST_QUEUED = 4_096;

    /// To wake a sleeping thread costs the caller more than all else that it does here, so the
    /// writer looks for work by itself while there is traffic, and sleeps only when there was none
    /// for a while.
    private static final long LOOK_NANOS = 50_000;

    private static final int LOOKS_BEFORE_SLEEP = 400;
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);
    private static final JournalState WRITABLE = new JournalState.Writable();
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ArtemisRecords records;
    private final PendingEvents pending;
    private final EntryEncoding encoding;
    private final Clock clock;
    private final long maxBytes;
    private final Runnable appended;
    private final BlockingQueue<JournalEntry> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private final Map<Long, Unwritten> unwritten = new ConcurrentHashMap<>();
    private final AtomicLong unwrittenBytes = new AtomicLong();
    private final RecordsUnderWay underWay = new RecordsUnderWay();
    private final Thread thread;

    private volatile @Nullable Failure failure;
    private volatile boolean closed;
    private volatile boolean asleep;
    private long nextId;

    /// @param appended told after each event that became safe
    JournalWriter(
            ArtemisRecords records,
            PendingEvents pending,
            ObjectWriter json,
            Clock clock,
            long firstId,
            long maxBytes,
            Runnable appended) {
        this.records = records;
        this.pending = pending;
        this.encoding = new EntryEncoding(json, clock);
        this.clock = clock;
        this.nextId = firstId;
        this.maxBytes = maxBytes;
        this.appended = appended;
        this.thread = Thread.ofPlatform().daemon().name("journal-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    CompletionStage<Void> append(RequestEvent event) {
        JournalState state = state();
        if (!(state instanceof JournalState.Writable)) {
            return CompletableFuture.failedFuture(new JournalRefusal(state.sentence()));
        }
        JournalEntry.Told told = new JournalEntry.Told(event, new CompletableFuture<>());
        if (!enqueued(told)) {
            told.refuse(
                    "the journal is too slow: %d events wait to be written".formatted(MOST_QUEUED));
        }
        return told.done();
    }

    /// False where nothing is written at the moment.
    boolean underWay(RequestEvent ifInterrupted) {
        return state() instanceof JournalState.Writable
                && enqueued(new JournalEntry.UnderWay(ifInterrupted));
    }

    private boolean enqueued(JournalEntry entry) {
        if (!queue.offer(entry)) {
            return false;
        }
        if (asleep) {
            LockSupport.unpark(thread);
        }
        // The writer may have ended between the first look and the offer.
        if (closed && queue.remove(entry)) {
            entry.refuse(new JournalState.Closed().sentence());
        }
        return true;
    }

    JournalState state() {
        if (closed) {
            return new JournalState.Closed();
        }
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

    private void sleep() {
        asleep = true;
        // After the flag, or an event that came between would wait for the whole time.
        if (queue.isEmpty() && !closed) {
            LockSupport.parkNanos(PROBE_INTERVAL.toNanos());
        }
        asleep = false;
    }

    private void run() {
        int idleLooks = 0;
        while (!closed || !queue.isEmpty()) {
            try {
                JournalEntry entry = queue.poll();
                if (entry != null) {
                    idleLooks = 0;
                    write(entry);
                } else if (idleLooks < LOOKS_BEFORE_SLEEP) {
                    idleLooks++;
                    LockSupport.parkNanos(LOOK_NANOS);
                } else {
                    sleep();
                    probeWhenBroken();
                }
            } catch (RuntimeException e) {
                LOG.error("the journal's writer failed on one event", e);
            }
        }
    }

    private void write(JournalEntry entry) {
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
        unwritten.put(id, new Unwritten(entry, body.length));
        unwrittenBytes.addAndGet(body.length);
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
        if (record == null) {
            return;
        }
        try {
            records.delete(record);
        } catch (IOException e) {
            LOG.warnf("%s; readers of events know a request by its id", e.getMessage());
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
            unwrittenBytes.addAndGet(-taken.bytes());
        }
        return taken;
    }

    /// Without traffic nothing else would notice that the disk works again.
    private void probeWhenBroken() {
        Failure held = failure;
        if (held == null || closed) {
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

    /// Writes what has been taken, then takes no more.
    @Override
    public void close() throws InterruptedException {
        closed = true;
        if (!thread.isAlive()) {
            return;
        }
        LockSupport.unpark(thread);
        thread.join(CLOSE_TIMEOUT);
    }

    /// @param bytes how large the write was that failed; a smaller one might fit into what is left
    ///   of a full disk
    private record Failure(String reason, int bytes) {}

    private record Unwritten(JournalEntry entry, int bytes) {}
}
