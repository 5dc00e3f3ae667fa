package io.spidergate.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for a time, or for something to become true.
public final class Pause {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private Pause() {}

    /// @param nanos of `System.nanoTime()`
    public static void untilNanos(long nanos) {
        try {
            // Never counted down: a wait that ends at its time.
            if (new CountDownLatch(1).await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("nobody counts down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    public static void until(Instant time) {
        of(Duration.between(Instant.now(), time));
    }

    public static void of(Duration time) {
        untilNanos(System.nanoTime() + time.toNanos());
    }

    /// Whether it became true in that time.
    public static boolean until(Duration atMost, BooleanSupplier what) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!what.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            of(LOOK_EVERY);
        }
        return true;
    }

    /// @throws IllegalStateException when it did not become true
    public static void require(String what, Duration atMost, BooleanSupplier isSo) {
        if (!until(atMost, isSo)) {
            throw new IllegalStateException("not within %s: %s".formatted(atMost, what));
        }
    }
}
