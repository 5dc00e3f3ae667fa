package io.spidergate.gateway.allowance;

import io.spidergate.allowance.Attempt;
import io.spidergate.allowance.SliceReservation;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// All that this gateway holds for one agent token under one set of limits, and who waits for more.
final class AgentAccount implements Holding {

    private final String tokenRef;
    private final int version;
    private final List<HeldCounter> counters;
    private final List<HeldCounter> shared;
    private final List<HeldCounter> all;
    private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

    /// Set while the account is on its way to billing or in the queue for it.
    private final AtomicBoolean queued = new AtomicBoolean();

    private volatile long lastUsedNanos;
    private volatile boolean retired;

    /// @param budgets that its requests count in with those of others
    AgentAccount(AgentToken token, List<HeldBudget> budgets, long idleNanos, long now) {
        tokenRef = token.tokenRef();
        AgentLimits limits = token.limits();
        version = token.version();
        lastUsedNanos = now;
        List<HeldCounter> limited = new ArrayList<>(Counter.values().length);
        for (Counter counter : Counter.values()) {
            Long limit = limits.of(counter);
            if (limit != null) {
                boolean hard = counter != Counter.BUDGET || !limits.budgetSoft();
                limited.add(HeldCounter.of(tokenRef, counter, limit, hard, idleNanos, now));
            }
        }
        counters = List.copyOf(limited);
        shared = budgets.stream().map(HeldBudget::counter).toList();
        limited.addAll(shared);
        all = List.copyOf(limited);
    }

    /// Those of budgets, which others speak of too.
    List<HeldCounter> shared() {
        return shared;
    }

    @Override
    public List<HeldCounter> counters() {
        return counters;
    }

    Queue<Waiter> waiting() {
        return waiting;
    }

    /// A token's old and new account have the same: billing's answer names only the token.
    @Override
    public String name() {
        return tokenRef;
    }

    @Override
    public AtomicBoolean queued() {
        return queued;
    }

    @Override
    public boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    @Override
    public void retire(long now) {
        retired = true;
        counters.forEach(counter -> counter.slices().giveBackAll());
    }

    @Override
    public boolean isRetired() {
        return retired;
    }

    /// Whatever has changed, billing's last word may no longer hold: a token that was paused or
    /// expired was granted nothing. A request that was admitted a moment ago may still carry the
    /// token as it was: an older version changes nothing.
    boolean isRightFor(AgentToken token) {
        return token.version() <= version;
    }

    boolean isForgettable(long now, long afterNanos) {
        return isOver(now) && now - lastUsedNanos > afterNanos;
    }

    @Override
    public boolean isOver(long now) {
        return waiting.isEmpty() && !holdsSlices();
    }

    /// Takes from all counters or from none.
    ///
    /// @param billingIsAway then a soft budget does not stand in the way
    Taking take(Need wanted, long now, boolean billingIsAway) {
        lastUsedNanos = now;
        List<TakenReservation.Part> taken = new ArrayList<>(all.size());
        for (HeldCounter counter : all) {
            AllowanceDecision tooLarge = counter.tooLarge(wanted);
            if (tooLarge != null) {
                taken.forEach(part -> part.slice().release());
                return new Taking.Decided(tooLarge);
            }
            if (counter.need(wanted) == 0) {
                continue;
            }
            switch (counter.tryReserve(wanted, billingIsAway, now)) {
                case SliceReservation slice ->
                        taken.add(new TakenReservation.Part(counter.counter(), slice));
                case Attempt.NotEnough none -> {
                    if (counter.isHard() || !billingIsAway) {
                        taken.forEach(part -> part.slice().release());
                        return notTaken(counter, wanted, now);
                    }
                }
            }
        }
        return new Taking.Decided(
                new AllowanceDecision.Taken(
                        taken.isEmpty() ? TakenReservation.NOTHING : new TakenReservation(taken),
                        RateStandings.of(counters, now),
                        warning(now)));
    }

    private Taking notTaken(HeldCounter counter, Need wanted, long now) {
        AllowanceDecision refusal = counter.refusal(wanted, RateStandings.of(counters, now), now);
        return refusal == null ? new Taking.Short(counter.counter()) : new Taking.Decided(refusal);
    }

    private AllowanceDecision.@Nullable BudgetStanding warning(long now) {
        for (HeldCounter counter : all) {
            AllowanceDecision.BudgetStanding warning = counter.warning(now);
            if (warning != null) {
                return warning;
            }
        }
        return null;
    }

    /// What became of the attempt to take without asking.
    sealed interface Taking {

        record Decided(AllowanceDecision decision) implements Taking {}

        record Short(Counter counter) implements Taking {}
    }
}
