package io.spidergate.gateway.journal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Notices that a write does not end: while the disk hangs, the thread that writes cannot say so.
///
/// Looks are counted and not time: a process that was held still has no fault of its disk.
final class DiskWatch implements AutoCloseable {

    private static final int LOOKS = 5;
    private static final long NOTHING = 0;

    private final Duration patience;
    private final Consumer<String> hangs;
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile long writing;
    private long writes;

    /// @param patience how long the disk may take over one write
    /// @param hangs told why, again and again while it does
    DiskWatch(Duration patience, Consumer<String> hangs) {
        this.patience = patience;
        this.hangs = hangs;
    }

    void start() {
        Thread.ofVirtual().name("journal-watch").start(this::watch);
    }

    /// By the thread that writes.
    void begins() {
        writing = ++writes;
    }

    void ends() {
        writing = NOTHING;
    }

    private void watch() {
        long seen = NOTHING;
        int looks = 0;
        try {
            while (!ending.await(patience.toMillis() / LOOKS, TimeUnit.MILLISECONDS)) {
                long now = writing;
                looks = now != NOTHING && now == seen ? looks + 1 : 0;
                seen = now;
                if (looks >= LOOKS) {
                    hangs.accept(
                            "the disk has not answered for %d ms".formatted(patience.toMillis()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ending.countDown();
    }
}
