package io.spidergate.gateway.allowance;

import io.spidergate.allowance.Attempt;
import io.spidergate.allowance.SliceReservation;
import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.gateway.owner.OwnerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// All that this gateway holds for one agent token under one set of limits, and who waits for more.
final class AgentAccount implements OwnerLine.Matter {

    private final String tokenRef;
    private final int version;
    private final List<HeldCounter> counters;
    private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

    /// Set while the account is on its way to billing or in the queue for it.
    private final AtomicBoolean queued = new AtomicBoolean();

    private volatile long lastUsedNanos;
    private volatile boolean retired;

    AgentAccount(AgentToken token, long idleNanos, long now) {
        tokenRef = token.tokenRef();
        AgentLimits limits = token.limits();
        version = token.version();
        lastUsedNanos = now;
        List<HeldCounter> limited = new ArrayList<>(3);
        if (limits.requestsPerMinute() != null) {
            limited.add(new HeldCounter(Counter.REQUESTS_PER_MINUTE, true, idleNanos, now));
        }
        if (limits.requestsPerDay() != null) {
            limited.add(new HeldCounter(Counter.REQUESTS_PER_DAY, true, idleNanos, now));
        }
        if (limits.budgetNanoUsd() != null) {
            limited.add(new HeldCounter(Counter.BUDGET, !limits.budgetSoft(), idleNanos, now));
        }
        counters = List.copyOf(limited);
    }

    String tokenRef() {
        return tokenRef;
    }

    List<HeldCounter> counters() {
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

    /// Its limits are no longer those of the token, or this process ends: from now on it only gives
    /// back.
    void retire() {
        retired = true;
        counters.forEach(counter -> counter.slices().giveBackAll());
    }

    boolean isRetired() {
        return retired;
    }

    /// Whatever has changed, billing's last word may no longer hold: a token that was paused or
    /// expired was granted nothing. A request that was admitted a moment ago may still carry the
    /// token as it was: an older version changes nothing.
    boolean isRightFor(AgentToken token) {
        return token.version() <= version;
    }

    boolean isForgettable(long now, long afterNanos) {
        return waiting.isEmpty() && !holdsSlices() && now - lastUsedNanos > afterNanos;
    }

    boolean holdsSlices() {
        return counters.stream().anyMatch(counter -> !counter.slices().slices().isEmpty());
    }

    /// Takes from all counters or from none.
    ///
    /// @param billingIsAway then a soft budget does not stand in the way
    Taking take(Need wanted, long now, boolean billingIsAway) {
        lastUsedNanos = now;
        List<SliceReservation> rates = new ArrayList<>(2);
        SliceReservation budget = null;
        for (HeldCounter counter : counters) {
            long need = wanted.of(counter.counter());
            if (need == 0) {
                continue;
            }
            switch (counter.slices().tryReserve(need, now)) {
                case SliceReservation taken when counter.counter() == Counter.BUDGET ->
                        budget = taken;
                case SliceReservation taken -> rates.add(taken);
                case Attempt.NotEnough none -> {
                    if (counter.isHard() || !billingIsAway) {
                        rates.forEach(SliceReservation::release);
                        return notTaken(counter, need, now);
                    }
                }
            }
        }
        return new Taking.Decided(
                new AllowanceDecision.Taken(
                        new TakenReservation(rates, budget), tightest(now), warning(now)));
    }

    private static Taking notTaken(HeldCounter counter, long need, long now) {
        AllowanceDecision refusal = counter.refusal(need, now);
        return refusal == null ? new Taking.Short(counter.counter()) : new Taking.Decided(refusal);
    }

    private AllowanceDecision.@Nullable RequestLimit tightest(long now) {
        AllowanceDecision.RequestLimit tightest = null;
        for (HeldCounter counter : counters) {
            AllowanceDecision.RequestLimit limit = counter.requestLimit(now);
            if (limit != null && (tightest == null || limit.remaining() < tightest.remaining())) {
                tightest = limit;
            }
        }
        return tightest;
    }

    private AllowanceDecision.@Nullable BudgetStanding warning(long now) {
        for (HeldCounter counter : counters) {
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
