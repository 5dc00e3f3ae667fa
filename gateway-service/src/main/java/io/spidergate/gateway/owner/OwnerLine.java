package io.spidergate.gateway.owner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Brings matters to their owner: one call for all that stand in the line, on a virtual thread, so
/// that requests share it.
public final class OwnerLine<A extends OwnerLine.Matter> {

    private static final int BATCH = 300;

    /// A second call may set out while one is on its way, for other matters.
    private static final int AT_ONCE = 2;

    private final String name;
    private final Consumer<List<A>> serve;
    private final Queue<A> pending = new ConcurrentLinkedQueue<>();
    private final Semaphore workers = new Semaphore(AT_ONCE);

    /// What an owner is called about.
    public interface Matter {

        /// Of those with the same name one call holds at most one: the answer tells only the name.
        String name();

        /// Set while it stands in the line or is on its way.
        AtomicBoolean queued();

        /// Somebody waits for the owner's word about it.
        boolean isWaitedFor();
    }

    /// @param name of its threads
    /// @param serve makes one call and gives everybody the answer; may block
    public OwnerLine(String name, Consumer<List<A>> serve) {
        this.name = name;
        this.serve = serve;
    }

    public void schedule(A matter) {
        if (matter.queued().compareAndSet(false, true)) {
            pending.add(matter);
            startWorker();
        }
    }

    /// Lets calls under way end and starts none after them: an answer that came after the last word
    /// would bring something that nobody gives back.
    ///
    /// @return false when a call took longer than that
    public boolean quiesce(Duration patience) {
        try {
            return workers.tryAcquire(AT_ONCE, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void startWorker() {
        if (!pending.isEmpty() && workers.tryAcquire()) {
            Thread.ofVirtual().name(name).start(this::work);
        }
    }

    private void work() {
        try {
            for (List<A> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                serve(batch);
            }
        } finally {
            workers.release();
            // One may have come after the last look.
            startWorker();
        }
    }

    private List<A> nextBatch() {
        List<A> batch = new ArrayList<>();
        Set<String> names = new HashSet<>();
        A next = pending.peek();
        while (batch.size() < BATCH && next != null && names.add(next.name())) {
            A taken = pending.poll();
            if (taken == null) {
                break;
            }
            batch.add(taken);
            next = pending.peek();
        }
        return batch;
    }

    private void serve(List<A> batch) {
        try {
            serve.accept(batch);
        } finally {
            for (A matter : batch) {
                matter.queued().set(false);
                if (matter.isWaitedFor()) {
                    schedule(matter);
                }
            }
        }
    }
}
