package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.TokenBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// What this gateway holds of one budget, for all agents whose requests count in it. Who is short
/// of it waits with its agent.
final class HeldBudget implements Holding {

    private static final long LINGER_NANOS = Duration.ofMinutes(10).toNanos();

    private final TokenBudget budget;
    private final HeldCounter counter;
    private final AtomicBoolean queued = new AtomicBoolean();
    private volatile long retiredNanos;
    private volatile boolean retired;

    HeldBudget(TokenBudget budget, long idleNanos, long now) {
        this.budget = budget;
        this.counter = HeldCounter.of(budget, idleNanos, now);
    }

    HeldCounter counter() {
        return counter;
    }

    /// An older version changes nothing: tokens that tell of it come one after another.
    boolean isRightFor(TokenBudget other) {
        return other.version() <= budget.version();
    }

    @Override
    public List<HeldCounter> counters() {
        return List.of(counter);
    }

    @Override
    public void retire(long now) {
        retiredNanos = now;
        retired = true;
        counter.slices().giveBackAll();
    }

    @Override
    public boolean isRetired() {
        return retired;
    }

    /// Agents whose tokens have not told of its next version yet may still take from it.
    @Override
    public boolean isOver(long now) {
        return !holdsSlices() && now - retiredNanos > LINGER_NANOS;
    }

    @Override
    public String name() {
        return budget.id();
    }

    @Override
    public AtomicBoolean queued() {
        return queued;
    }

    @Override
    public boolean isWaitedFor() {
        return false;
    }
}
