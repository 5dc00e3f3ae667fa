package io.spidergate.gateway.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.spidergate.contracts.gateway.RequestEvent;
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
    private final ObjectWriter json;
    private final Clock clock;
    private final long maxBytes;
    private final Runnable appended;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private final Map<Long, Unwritten> unwritten = new ConcurrentHashMap<>();
    private final AtomicLong unwrittenBytes = new AtomicLong();
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
        this.json = json;
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
        Waiting waiting = new Waiting(event, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            return CompletableFuture.failedFuture(
                    new JournalRefusal(
                            "the journal is too slow: %d events wait to be written"
                                    .formatted(MOST_QUEUED)));
        }
        if (asleep) {
            LockSupport.unpark(thread);
        }
        // The writer may have ended between the first look and the offer.
        if (closed && queue.remove(waiting)) {
            waiting.refuse(new JournalState.Closed().sentence());
        }
        return waiting.done();
    }

    JournalState state() {
        if (closed) {
            return new JournalState.Closed();
        }
        Failure held = failure;
        if (held != null) {
            return new JournalState.Broken(held.reason());
        }
        long bytes = pending.bytes() + unwrittenBytes.get();
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
                lost.waiting().refuse("the journal cannot be written: " + reason);
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
                Waiting waiting = queue.poll();
                if (waiting != null) {
                    idleLooks = 0;
                    write(waiting);
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

    private void write(Waiting waiting) {
        byte[] body;
        try {
            body = encoded(waiting.event());
        } catch (JsonProcessingException e) {
            waiting.refuse("the event cannot be encoded: " + e.getOriginalMessage());
            return;
        }
        if (body.length > records.mostBytes()) {
            waiting.refuse(
                    "the event has %d bytes, the journal takes at most %d"
                            .formatted(body.length, records.mostBytes()));
            return;
        }
        JournalState state = state();
        if (state instanceof JournalState.Broken || state instanceof JournalState.Full) {
            waiting.refuse(state.sentence());
            return;
        }
        write(nextId++, body, waiting);
    }

    private byte[] encoded(RequestEvent event) throws JsonProcessingException {
        return new JournaledEvent(
                        clock.millis(), event.requestId().value(), json.writeValueAsBytes(event))
                .encoded();
    }

    private void write(long id, byte[] body, Waiting waiting) {
        long now = clock.millis();
        unwritten.put(id, new Unwritten(waiting, body.length));
        unwrittenBytes.addAndGet(body.length);
        records.append(
                id,
                body,
                new ArtemisRecords.Written() {
                    @Override
                    public void done() {
                        written(id, body, now);
                    }

                    @Override
                    public void failed(String reason) {
                        broken(reason);
                    }
                });
    }

    private void written(long id, byte[] body, long now) {
        // Even when its caller was refused meanwhile: what is on disk is told.
        pending.add(id, body, now);
        Unwritten safe = take(id);
        if (safe != null) {
            safe.waiting().done().complete(null);
        }
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

    private record Unwritten(Waiting waiting, int bytes) {}

    private record Waiting(RequestEvent event, CompletableFuture<Void> done) {

        void refuse(String reason) {
            done.completeExceptionally(new JournalRefusal(reason));
        }
    }
}
