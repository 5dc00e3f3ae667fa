package io.spidergate.gateway.quota;

import io.spidergate.allowance.HeldAllowance;
import io.spidergate.allowance.HeldSlice;
import io.spidergate.allowance.Settlement;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.contracts.routing.QuotaUnit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What this gateway holds of one unit of a pool, and whether the owner has refused more.
final class HeldUnit {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final QuotaUnit unit;
    private final HeldAllowance slices;
    private final AtomicLong cameBack = new AtomicLong();
    private volatile @Nullable Refusal refusal;

    /// @param amount so much, or more, is refused
    /// @param until for people, by our clock
    /// @param cooling whatever comes back
    record Refusal(long amount, long untilNanos, Instant until, boolean cooling) {}

    HeldUnit(QuotaUnit unit, long idleNanos, long now) {
        this.unit = unit;
        // The holder's own words are the ledger.
        this.slices = new HeldAllowance(Settlement.BY_LEDGER, idleNanos, now);
    }

    QuotaUnit unit() {
        return unit;
    }

    HeldAllowance slices() {
        return slices;
    }

    /// The refusal that still holds for so much; null where asking makes sense.
    @Nullable Refusal refusal(long amount, long now) {
        Refusal known = refusal;
        return known == null || amount < known.amount || now - known.untilNanos >= 0 ? null : known;
    }

    /// @param pause until when, from `now`; asked again sooner than that, since others may give
    ///   back
    void refused(long amount, Duration pause, long now, Instant until) {
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        cameBack.set(0);
        refusal = new Refusal(amount, now + bounded.toNanos(), until, false);
    }

    /// The pool cools: nothing that comes back changes that.
    void cools(Duration pause, long now, Instant until) {
        refusal = new Refusal(1, now + pause.toNanos(), until, true);
    }

    /// Less was used than had been counted: once as much as was refused has come back, asking makes
    /// sense again.
    void cameBack(long amount) {
        Refusal known = refusal;
        if (known != null && !known.cooling && cameBack.addAndGet(amount) >= known.amount) {
            refusal = null;
        }
    }

    /// What is kept here made the owner refuse more: without it, asking makes sense again.
    void giveBackAll(long now) {
        boolean kept = slices.free(now) > 0;
        slices.giveBackAll();
        Refusal known = refusal;
        if (kept && known != null && !known.cooling) {
            refusal = null;
        }
    }

    void granted(HeldSlice slice) {
        refusal = null;
        slices.add(slice);
    }

    /// Gives back what is idle or over, and tells of all that the owner may still keep something
    /// back for.
    List<HeldSlice> told(long now) {
        slices.due(now);
        return slices.slices();
    }

    /// @param one what the next request needs
    /// @param all what everybody who waits needs
    /// @param scarce nothing is asked for ahead of need
    QuotaRequest.@Nullable Ask ask(long one, long all, boolean scarce, long now) {
        boolean enough = slices.canReserve(one, now) && slices.free(now) >= all;
        if (all > 0 ? enough : scarce || !slices.runsLow(now)) {
            return null;
        }
        if (refusal(one, now) != null) {
            return null;
        }
        if (all > 0) {
            slices.giveBackFragments(one);
        }
        long wanted = scarce ? Math.max(one, all) : slices.wanted(all, one);
        return new QuotaRequest.Ask(unit, one, wanted);
    }
}
