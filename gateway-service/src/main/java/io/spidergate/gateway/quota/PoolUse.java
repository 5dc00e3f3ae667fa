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
    private final long weight;
    private final long askedNanos;
    private final @Nullable SliceReservation concurrent;
    private final AtomicBoolean ended = new AtomicBoolean();

    /// @param weight that was counted for it: tokens, or money where the pool counts that
    /// @param concurrent its place among the calls at the same time, where those are counted
    PoolUse(HeldPool pool, long weight, long askedNanos, @Nullable SliceReservation concurrent) {
        this.pool = pool;
        this.weight = weight;
        this.askedNanos = askedNanos;
        this.concurrent = concurrent;
    }

    @Override
    public void told(List<RateHeader> names, ResponseHeaders headers) {
        pool.told(names, headers, askedNanos);
    }

    @Override
    public void served(long tokens, long nanoUsd) {
        if (end()) {
            pool.served(pool.weight(tokens, nanoUsd) - weight, askedNanos);
        }
    }

    @Override
    public void refused(@Nullable Duration hint, boolean longWindow) {
        if (end()) {
            pool.refused(weight, askedNanos, hint, longWindow);
        }
    }

    @Override
    public void failed(long tokens, long nanoUsd) {
        if (end()) {
            pool.correct(0, pool.weight(tokens, nanoUsd) - weight, askedNanos);
        }
    }

    @Override
    public void unsent() {
        if (end()) {
            pool.correct(-1, -weight, askedNanos);
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
