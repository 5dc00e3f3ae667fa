package io.spidergate.allowance;

import java.util.concurrent.atomic.AtomicLong;

/// How fast a counter is being spent, as a moving average over ticks.
final class Demand {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong taken = new AtomicLong();
    private volatile long perSecond;
    private volatile long lastTakeNanos;
    private long lastTickNanos;

    Demand(long now) {
        lastTickNanos = now;
        lastTakeNanos = now;
    }

    void took(long amount, long now) {
        taken.addAndGet(amount);
        lastTakeNanos = now;
    }

    /// For one caller at a time.
    void tick(long now) {
        long elapsed = Math.max(1, now - lastTickNanos);
        double rate = (double) taken.getAndSet(0) * SECOND / elapsed;
        perSecond = (long) Math.min((perSecond + rate) / 2, (double) Terms.MAX_LIMIT / 8);
        lastTickNanos = now;
    }

    long perSecond() {
        return perSecond;
    }

    boolean isIdle(long now, long afterNanos) {
        return now - lastTakeNanos >= afterNanos;
    }
}
