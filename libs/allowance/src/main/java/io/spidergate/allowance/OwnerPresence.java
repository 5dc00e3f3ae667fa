package io.spidergate.allowance;

import java.time.Duration;
import java.time.Instant;

/// Since when an owner has been able to hear its holders without a break; a break is its own start,
/// a time without its store, or a jump of its clock.
public final class OwnerPresence {

    /// Wall and monotonic clock drift apart by far less between two calls unless one of them was
    /// set.
    private static final Duration JUMP = Duration.ofSeconds(2);

    private Instant heardSince;
    private Instant lastWall;
    private long lastNanos;
    private boolean away;

    public OwnerPresence(Instant now, long nanos) {
        heardSince = now;
        lastWall = now;
        lastNanos = nanos;
    }

    /// The store did not answer: whoever spoke meanwhile was not heard.
    public synchronized void lost() {
        away = true;
    }

    /// Now it can be heard; the answer is since when.
    public synchronized Instant heard(Instant now, long nanos) {
        Duration wall = Duration.between(lastWall, now);
        Duration jump = wall.minusNanos(nanos - lastNanos).abs();
        if (away || jump.compareTo(JUMP) > 0) {
            heardSince = now;
            away = false;
        }
        lastWall = now;
        lastNanos = nanos;
        return heardSince;
    }
}
