package io.spidergate.gateway.journal;

import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.gateway.connection.LoopTurn;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/// Takes events from any thread and has them written from one.
///
/// The caller only enqueues. What is not yet written is bounded by a count, what is written and not
/// yet shipped by bytes; beyond either an append fails at once.
final class JournalWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JournalWriter.class);
    private static final int MOST_QUEUED = 4_096;
    private static final int MOST_AT_ONCE = 256;

    /// Few providers are so near that they answer sooner, and what they answered so soon is told at
    /// once.
    private static final long PUT_OFF_NANOS = 5_000_000;

    /// So long after the last entry the next is expected any moment.
    private static final long TRAFFIC_NANOS = 1_000_000_000;

    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

    /// A disk that has not answered for so long is taken for broken, and nobody waits for it
    /// longer.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final ArtemisRecords records;
    private final EntryWriter entries;
    private final BlockingQueue<JournalEntry> queue = new ArrayBlockingQueue<>(MOST_QUEUED);
    private final DeferredEntries deferred = new DeferredEntries(PUT_OFF_NANOS);
    private final Thread thread;
    private final DiskWatch watch;

    private volatile boolean closed;
    private volatile Rest rest = Rest.NONE;
    private long lastEntryNanos = System.nanoTime();

    /// To wake a thread costs more than all else that is done for an entry, so it is woken only by
    /// what somebody waits for, and once for all that an event loop has for it in one turn.
    private enum Rest {
        NONE,
        /// For as long as a request under way may be put off.
        SHORT,
        /// Until something comes.
        LONG
    }

    /// @param patience how long the disk may take over one write
    JournalWriter(ArtemisRecords records, EntryWriter entries, Duration patience) {
        this.records = records;
        this.entries = entries;
        this.thread = Thread.ofPlatform().daemon().name("journal-writer").unstarted(this::run);
        this.watch = new DiskWatch(patience, this::giveUp);
    }

    void start() {
        thread.start();
        watch.start();
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
                && enqueued(new JournalEntry.UnderWay(ifInterrupted, System.nanoTime()));
    }

    private boolean enqueued(JournalEntry entry) {
        if (!queue.offer(entry)) {
            return false;
        }
        Rest resting = rest;
        if (resting == Rest.LONG || (resting == Rest.SHORT && entry instanceof JournalEntry.Told)) {
            rest = Rest.NONE; // one call is enough, also for those who come before it wakes
            LoopTurn.afterwards(() -> LockSupport.unpark(thread));
        }
        // The writer may have ended between the first look and the offer.
        if (closed && queue.remove(entry)) {
            entry.refuse(new JournalState.Closed().sentence());
        }
        return true;
    }

    JournalState state() {
        return closed ? new JournalState.Closed() : entries.state();
    }

    private void rest(boolean traffic, long now) {
        rest = traffic ? Rest.SHORT : Rest.LONG;
        // After the flag, or an event that came between would wait for the whole time.
        if (queue.isEmpty() && !closed) {
            LockSupport.parkNanos(
                    Math.min(
                            traffic ? PUT_OFF_NANOS : PROBE_INTERVAL.toNanos(),
                            deferred.untilDue(now)));
        }
        rest = Rest.NONE;
    }

    private void run() {
        while (!closed || !queue.isEmpty() || !deferred.isEmpty()) {
            try {
                watch.begins();
                int written = writeSome();
                watch.ends();
                long now = System.nanoTime();
                lastEntryNanos = written > 0 ? now : lastEntryNanos;
                boolean traffic = now - lastEntryNanos < TRAFFIC_NANOS;
                if (written == 0) {
                    rest(traffic, now);
                }
                if (!traffic) {
                    probeWhenBroken();
                }
            } catch (RuntimeException e) {
                LOG.error("the journal's writer failed on one event", e);
            }
        }
    }

    /// Whoever waits for a disk that hangs waits no longer.
    private void giveUp(String reason) {
        entries.broken(reason);
        for (JournalEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
            entry.refuse(entries.state().sentence());
        }
    }

    /// Writes what waits, up to a limit, with one call to the system.
    ///
    /// @return how many there were
    private int writeSome() {
        int written = 0;
        int taken = 0;
        JournalEntry entry = queue.poll();
        while (entry != null) {
            written += accept(entry);
            entry = ++taken < MOST_AT_ONCE ? queue.poll() : null;
        }
        // A process that ends puts nothing off.
        long now = System.nanoTime() + (closed ? PUT_OFF_NANOS : 0);
        JournalEntry due = deferred.due(now);
        while (due != null) {
            written++;
            entries.write(due);
            due = deferred.due(now);
        }
        if (written > 0 || records.hasDeletions()) {
            records.flush();
        }
        return written;
    }

    /// @return how many entries were written
    private int accept(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.UnderWay started -> {
                deferred.add(started);
                return 0;
            }
            case JournalEntry.Told told -> {
                deferred.ended(told.event().requestId().value());
                entries.write(told);
                return 1;
            }
        }
    }

    /// Without traffic nothing else would notice that the disk works again.
    private void probeWhenBroken() {
        if (!closed) {
            entries.probeWhenBroken();
        }
    }

    /// Writes what has been taken, then takes no more.
    @Override
    public void close() throws InterruptedException {
        closed = true;
        watch.close();
        if (!thread.isAlive()) {
            return;
        }
        LockSupport.unpark(thread);
        thread.join(CLOSE_TIMEOUT);
    }
}
