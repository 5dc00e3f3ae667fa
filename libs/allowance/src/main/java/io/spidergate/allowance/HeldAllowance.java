package io.spidergate.allowance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// One counter as its holder sees it: the slices that it may spend without asking. Reserving takes
/// no lock.
public final class HeldAllowance {

    /// A first caller is seldom the last: ask for some more at once.
    private static final long FIRST_SLICE = 4;

    private final Settlement settlement;
    private final long idleNanos;
    private final Demand demand;

    /// The least that was free since the last tick, of what is not used up: so much is not needed.
    private final AtomicLong spare = new AtomicLong();

    private volatile List<HeldSlice> slices = List.of();

    /// @param idleNanos after so long without a request all that is free goes back
    public HeldAllowance(Settlement settlement, long idleNanos, long now) {
        this.settlement = settlement;
        this.idleNanos = idleNanos;
        this.demand = new Demand(now);
    }

    public Attempt tryReserve(long amount, long now) {
        return tryReserve(amount, amount, now);
    }

    /// As much of one slice as there is, from `least` to `most`.
    public Attempt tryReserve(long least, long most, long now) {
        for (HeldSlice slice : slices) {
            SliceReservation reservation = slice.tryReserve(least, most, now);
            if (reservation != null) {
                demand.took(reservation.amount(), now);
                if (settlement == Settlement.BY_RETURN) {
                    spare.accumulateAndGet(free(now), Math::min);
                }
                return reservation;
            }
        }
        return Attempt.NotEnough.NOT_ENOUGH;
    }

    public long free(long now) {
        long sum = 0;
        for (HeldSlice slice : slices) {
            sum += slice.isSpendable(now) ? slice.free() : 0;
        }
        return sum;
    }

    /// Whether something that was reserved has not ended.
    public boolean isInUse() {
        return slices.stream().anyMatch(HeldSlice::isReserved);
    }

    /// Whether one slice alone would do.
    public boolean canReserve(long amount, long now) {
        for (HeldSlice slice : slices) {
            if (slice.isSpendable(now) && slice.free() >= amount) {
                return true;
            }
        }
        return false;
    }

    /// Less is left than the coming half second needs: time to ask before somebody has to wait.
    /// What comes back by itself is asked for when it is needed: in advance it would only be kept
    /// from others.
    public boolean runsLow(long now) {
        if (settlement == Settlement.BY_RETURN) {
            return false;
        }
        long perSecond = demand.perSecond();
        return perSecond > 0 && !demand.isIdle(now, idleNanos) && free(now) < perSecond / 2;
    }

    /// How much to ask for: what is waited for, and what two seconds will need.
    public long wanted(long waiting, long oneRequest) {
        if (settlement == Settlement.BY_RETURN) {
            return waiting;
        }
        long ahead =
                Math.max(
                        2 * demand.perSecond(),
                        FIRST_SLICE * Math.min(oneRequest, Terms.MAX_LIMIT / 8));
        return Math.min(Terms.MAX_LIMIT, Math.min(waiting, Terms.MAX_LIMIT / 2) + ahead);
    }

    public synchronized void add(HeldSlice slice) {
        List<HeldSlice> all = new ArrayList<>(slices);
        all.add(slice);
        slices = List.copyOf(all);
    }

    public synchronized void remove(HeldSlice slice) {
        List<HeldSlice> rest = new ArrayList<>(slices);
        rest.remove(slice);
        slices = List.copyOf(rest);
    }

    /// Of what comes back by itself, gives back what nobody has needed since the tick before.
    public void tick(long now) {
        demand.tick(now);
        if (settlement == Settlement.BY_RETURN) {
            long unneeded = spare.getAndSet(0);
            for (HeldSlice slice : slices) {
                unneeded -= slice.giveBack(unneeded);
            }
            spare.set(free(now));
        }
    }

    /// Gives back pieces that are too small for one request: together at the owner they may
    /// suffice.
    public void giveBackFragments(long oneRequest) {
        for (HeldSlice slice : slices) {
            if (slice.free() < oneRequest) {
                slice.giveBack();
            }
        }
    }

    public void giveBackAll() {
        slices.forEach(HeldSlice::giveBack);
    }

    /// The slices that the owner should hear of now; forgets those that are over.
    public List<HeldSlice> due(long now) {
        boolean idle = demand.isIdle(now, idleNanos);
        List<HeldSlice> due = new ArrayList<>();
        for (HeldSlice slice : slices) {
            if (idle || !slice.isSpendable(now)) {
                slice.giveBack();
            }
            if (settlement == Settlement.BY_GRANT) {
                slice.overdraw();
            }
            if (isOver(slice, now)) {
                remove(slice);
            } else if (slice.hasNewsFor(now)) {
                due.add(slice);
            }
        }
        return due;
    }

    /// Every slice that the owner may still keep something back for.
    public List<HeldSlice> slices() {
        return slices;
    }

    private boolean isOver(HeldSlice slice, long now) {
        return switch (settlement) {
            // Until the ledger has it all: the owner must not free what was spent but not yet
            // posted.
            case BY_LEDGER -> slice.isSettledWithOwner();
            case BY_GRANT ->
                    slice.isWindowOver(now) || (!slice.isInUse() && !slice.hasNewsToGive());
            case BY_RETURN -> !slice.isInUse() && !slice.hasNewsToGive();
        };
    }
}
