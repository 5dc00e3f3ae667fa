package io.spidergate.allowance;

import java.util.concurrent.atomic.AtomicBoolean;

/// What one request has taken from one slice; ends once, later calls do nothing.
public final class SliceReservation implements Attempt {

    private final HeldSlice slice;
    private final long amount;
    private final AtomicBoolean ended = new AtomicBoolean();

    SliceReservation(HeldSlice slice, long amount) {
        this.slice = slice;
        this.amount = amount;
    }

    public String grantId() {
        return slice.grantId();
    }

    public long amount() {
        return amount;
    }

    /// @param actual may be more than was reserved: the slice then owes the difference
    public void settle(long actual) {
        if (ended.compareAndSet(false, true)) {
            slice.end(amount - actual, actual);
        }
    }

    public void release() {
        settle(0);
    }
}
