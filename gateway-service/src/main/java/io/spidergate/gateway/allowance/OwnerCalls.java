package io.spidergate.gateway.allowance;

import io.spidergate.gateway.owner.OwnerLine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// Calls billing for accounts and budgets, and gives those who wait its answer.
final class OwnerCalls {

    private static final Logger LOG = Logger.getLogger(OwnerCalls.class);
    private final AllowanceOwner owner;
    private final String gatewayId;
    private final Duration retryAfter;
    private final Clock clock;
    private final LongSupplier nanos;
    private final OwnerLine<Holding> line = new OwnerLine<>("allowances", this::serve);
    private volatile boolean away;
    private volatile long awayUntilNanos;

    OwnerCalls(
            AllowanceOwner owner,
            String gatewayId,
            Duration retryAfter,
            Clock clock,
            LongSupplier nanos) {
        this.owner = owner;
        this.gatewayId = gatewayId;
        this.retryAfter = retryAfter;
        this.clock = clock;
        this.nanos = nanos;
    }

    /// Billing did not answer a moment ago: waiting for it would be in vain.
    boolean isAway(long now) {
        return away && now - awayUntilNanos < 0;
    }

    void schedule(Holding holding) {
        line.schedule(holding);
    }

    /// @return false when a call under way took longer than that
    boolean quiesce(Duration patience) {
        return line.quiesce(patience);
    }

    /// Says the last word about them, now and on this thread.
    void finish(Iterable<Holding> holdings) {
        OwnerCall call = new OwnerCall(gatewayId, nanos.getAsLong());
        holdings.forEach(call::add);
        if (!call.isEmpty()) {
            perform(call);
        }
    }

    AllowanceDecision.Unavailable unavailable(AgentAccount.Taking.Short shortage) {
        return new AllowanceDecision.Unavailable(
                shortage.counter(), clock.instant().plus(retryAfter));
    }

    private void serve(List<Holding> batch) {
        OwnerCall call = new OwnerCall(gatewayId, nanos.getAsLong());
        batch.forEach(call::add);
        boolean answered = call.isEmpty() || perform(call);
        for (Holding holding : batch) {
            if (holding instanceof AgentAccount account) {
                drain(account, !answered);
            }
        }
    }

    private boolean perform(OwnerCall call) {
        return switch (owner.ask(call.request())) {
            case AllowanceOwner.Answer.Heard heard -> {
                call.apply(heard.response(), nanos.getAsLong());
                away = false;
                yield true;
            }
            case AllowanceOwner.Answer.Unreachable unreachable -> {
                if (!away) {
                    LOG.warnf(
                            "no allowances for now, agents go on with what is held: %s",
                            unreachable.reason());
                }
                awayUntilNanos = nanos.getAsLong() + retryAfter.toNanos();
                away = true;
                yield false;
            }
        };
    }

    /// First come, first served: whoever is first in the line and still short was not answered yet,
    /// and waits on.
    private void drain(AgentAccount account, boolean billingIsAway) {
        for (Waiter first = account.waiting().peek();
                first != null;
                first = account.waiting().peek()) {
            if (!first.decision().isDone()) {
                switch (account.take(first.need(), nanos.getAsLong(), billingIsAway)) {
                    case AgentAccount.Taking.Decided decided -> first.complete(decided.decision());
                    case AgentAccount.Taking.Short shortage -> {
                        if (!billingIsAway) {
                            return;
                        }
                        first.complete(unavailable(shortage));
                    }
                }
            }
            account.waiting().poll();
        }
    }
}
