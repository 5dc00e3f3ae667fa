package io.spidergate.allowance;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A grant in its holder's hands. Times are readings of a monotonic clock in nanoseconds, so that
/// the clocks of owner and holder need not agree.
///
/// Law: granted = free + reserved + settled + given back. `free` is negative while requests cost
/// more than they had reserved.
public final class HeldSlice {

    private final String grantId;
    private final long windowEndsNanos;
    private final AtomicLong free;
    private final AtomicLong givenBack = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long expiresNanos;
    private volatile long renewNanos;
    private volatile long heardBack;

    /// What the owner still keeps back for it; more than zero until the owner has said otherwise.
    private volatile long outstanding = Long.MAX_VALUE;

    /// @param sentNanos when the holder asked: the owner's time began later, so that this end comes
    ///   never too late
    public HeldSlice(
            String grantId, long granted, long sentNanos, long validNanos, long windowNanos) {
        this.grantId = grantId;
        this.free = new AtomicLong(granted);
        this.windowEndsNanos = sentNanos + windowNanos;
        this.expiresNanos = sentNanos + validNanos;
        this.renewNanos = sentNanos + validNanos / 3;
    }

    public String grantId() {
        return grantId;
    }

    public long free() {
        return Math.max(0, free.get());
    }

    public boolean isSpendable(long now) {
        return now - expiresNanos < 0 && now - windowEndsNanos < 0;
    }

    boolean isWindowOver(long now) {
        return now - windowEndsNanos >= 0;
    }

    @Nullable SliceReservation tryReserve(long amount, long now) {
        if (!isSpendable(now)) {
            return null;
        }
        inFlight.incrementAndGet();
        long seen = free.get();
        while (seen >= amount) {
            if (free.compareAndSet(seen, seen - amount)) {
                return new SliceReservation(this, amount);
            }
            seen = free.get();
        }
        inFlight.decrementAndGet();
        return null;
    }

    void end(long unspent, long spent) {
        free.addAndGet(unspent);
        settled.addAndGet(spent);
        inFlight.decrementAndGet();
    }

    /// Takes out what is free, so that nobody can spend it while the owner is told.
    public void giveBack() {
        long taken = free.getAndUpdate(amount -> Math.min(amount, 0));
        if (taken > 0) {
            givenBack.addAndGet(taken);
        }
    }

    /// What to tell the owner: given back in all.
    public long givenBack() {
        return givenBack.get();
    }

    /// Spent of it in all, for an owner that hears so from its holders.
    public long settled() {
        return settled.get();
    }

    boolean hasNewsFor(long now) {
        return hasNewsToGive() || now - renewNanos >= 0;
    }

    boolean hasNewsToGive() {
        return givenBack.get() > heardBack;
    }

    boolean isInUse() {
        return free.get() > 0 || inFlight.get() > 0;
    }

    boolean isSettledWithOwner() {
        return !isInUse() && outstanding == 0 && givenBack.get() == heardBack;
    }

    /// The owner has heard the statement of `toldBack`, sent at `sentNanos`.
    public void renewed(long toldBack, long stillOutstanding, long sentNanos, long validNanos) {
        heardBack = Math.max(heardBack, toldBack);
        outstanding = stillOutstanding;
        expiresNanos = Math.max(expiresNanos, sentNanos + validNanos);
        renewNanos = sentNanos + validNanos / 3;
    }
}
