package io.spidergate.allowance;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A grant in its holder's hands. Times are readings of a monotonic clock in nanoseconds, so that
/// the clocks of owner and holder need not agree.
///
/// Law: granted + overdrawn = free + reserved + settled + given back. `free` is negative while
/// requests cost more than they had reserved and the owner is not to be told of it.
public final class HeldSlice {

    private final String grantId;
    private final long windowEndsNanos;
    private final AtomicLong free;
    private final AtomicLong givenBack = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicLong overdrawn = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long expiresNanos;
    private volatile long renewNanos;
    private volatile long heardBack;
    private volatile long heardOver;

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

    /// @return what is free, but not less than `least` nor more than `most`; null where too little
    ///   is
    @Nullable SliceReservation tryReserve(long least, long most, long now) {
        if (!isSpendable(now)) {
            return null;
        }
        inFlight.incrementAndGet();
        long seen = free.get();
        while (seen >= least) {
            long amount = Math.min(seen, most);
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
        giveBack(Long.MAX_VALUE);
    }

    /// @return how much of that was free
    long giveBack(long atMost) {
        long before = free.getAndUpdate(amount -> amount - taken(amount, atMost));
        long taken = taken(before, atMost);
        if (taken > 0) {
            givenBack.addAndGet(taken);
        }
        return taken;
    }

    private static long taken(long free, long atMost) {
        return Math.max(0, Math.min(free, atMost));
    }

    /// Turns what requests cost more than they had reserved into something to tell the owner.
    void overdraw() {
        long before = free.getAndUpdate(amount -> Math.max(amount, 0));
        if (before < 0) {
            overdrawn.addAndGet(-before);
        }
    }

    /// What to tell the owner: used beyond the grant in all.
    public long overdrawn() {
        return overdrawn.get();
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
        return givenBack.get() > heardBack || overdrawn.get() > heardOver;
    }

    boolean isReserved() {
        return inFlight.get() > 0;
    }

    boolean isInUse() {
        return free.get() > 0 || isReserved();
    }

    boolean isSettledWithOwner() {
        return !isInUse() && outstanding == 0 && givenBack.get() == heardBack;
    }

    /// The owner has heard of that much beyond the grant.
    public void heardOver(long toldOver) {
        heardOver = Math.max(heardOver, toldOver);
    }

    /// The owner has heard the statement of `toldBack`, sent at `sentNanos`.
    public void renewed(long toldBack, long stillOutstanding, long sentNanos, long validNanos) {
        heardBack = Math.max(heardBack, toldBack);
        outstanding = stillOutstanding;
        expiresNanos = Math.max(expiresNanos, sentNanos + validNanos);
        renewNanos = sentNanos + validNanos / 3;
    }
}
