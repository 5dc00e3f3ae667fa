package io.spidergate.gateway.quota;

import io.spidergate.allowance.SliceReservation;
import io.spidergate.contracts.routing.RateHeader;
import io.spidergate.llm.reset.ResponseHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A call that is counted in a pool. It counts from its start; what it did not use after all is
/// told as a correction of that moment.
final class PoolUse implements QuotaUse {

    private final HeldPool pool;
    private final long tokens;
    private final long askedNanos;
    private final @Nullable SliceReservation concurrent;
    private final AtomicBoolean ended = new AtomicBoolean();

    /// @param tokens that were counted for it
    /// @param concurrent its place among the calls at the same time, where those are counted
    PoolUse(HeldPool pool, long tokens, long askedNanos, @Nullable SliceReservation concurrent) {
        this.pool = pool;
        this.tokens = tokens;
        this.askedNanos = askedNanos;
        this.concurrent = concurrent;
    }

    @Override
    public void told(List<RateHeader> names, ResponseHeaders headers) {
        pool.told(names, headers, askedNanos);
    }

    @Override
    public void served(long used) {
        if (end()) {
            pool.served(used - tokens, askedNanos);
        }
    }

    @Override
    public void refused(@Nullable Duration hint, boolean longWindow) {
        if (end()) {
            pool.refused(tokens, askedNanos, hint, longWindow);
        }
    }

    @Override
    public void failed(long used) {
        if (end()) {
            pool.correct(0, used - tokens, askedNanos);
        }
    }

    @Override
    public void unsent() {
        if (end()) {
            pool.correct(-1, -tokens, askedNanos);
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        if (concurrent != null) {
            concurrent.release();
        }
        return true;
    }
}
