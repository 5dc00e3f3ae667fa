package io.spidergate.gateway.allowance;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// Brings accounts to billing: one call for all that are in the queue, on a virtual thread, so that
/// an agent's requests share it and nobody's thread blocks.
final class OwnerCalls {

    private static final Logger LOG = Logger.getLogger(OwnerCalls.class);
    private static final int BATCH = 300;

    /// A second call may set out while one is on its way, for other agents.
    private static final int AT_ONCE = 2;

    private final AllowanceOwner owner;
    private final String gatewayId;
    private final Duration retryAfter;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Queue<AgentAccount> pending = new ConcurrentLinkedQueue<>();
    private final Semaphore workers = new Semaphore(AT_ONCE);
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

    void schedule(AgentAccount account) {
        if (account.queued().compareAndSet(false, true)) {
            pending.add(account);
            startWorker();
        }
    }

    /// Lets calls under way end and starts none after them: an answer that came after the last word
    /// would bring a slice that nobody gives back.
    ///
    /// @return false when a call took longer than that
    boolean quiesce(Duration patience) {
        try {
            return workers.tryAcquire(AT_ONCE, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Says the last word about these accounts, now and on this thread.
    void finish(Iterable<AgentAccount> accounts) {
        OwnerCall call = new OwnerCall(gatewayId, nanos.getAsLong());
        accounts.forEach(call::add);
        if (!call.isEmpty()) {
            perform(call);
        }
    }

    AllowanceDecision.Unavailable unavailable(AgentAccount.Taking.Short shortage) {
        return new AllowanceDecision.Unavailable(
                shortage.counter(), clock.instant().plus(retryAfter));
    }

    private void startWorker() {
        if (!pending.isEmpty() && workers.tryAcquire()) {
            Thread.ofVirtual().name("allowances").start(this::work);
        }
    }

    private void work() {
        try {
            for (List<AgentAccount> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                serve(batch);
            }
        } finally {
            workers.release();
            // One may have come after the last look.
            startWorker();
        }
    }

    private List<AgentAccount> nextBatch() {
        List<AgentAccount> batch = new ArrayList<>();
        Set<String> tokens = new HashSet<>();
        AgentAccount next = pending.peek();
        // A token's old and new account never share a call: the answer names only the token.
        while (batch.size() < BATCH && next != null && tokens.add(next.tokenRef())) {
            AgentAccount taken = pending.poll();
            if (taken == null) {
                break;
            }
            batch.add(taken);
            next = pending.peek();
        }
        return batch;
    }

    private void serve(List<AgentAccount> batch) {
        try {
            OwnerCall call = new OwnerCall(gatewayId, nanos.getAsLong());
            batch.forEach(call::add);
            boolean answered = call.isEmpty() || perform(call);
            batch.forEach(account -> drain(account, !answered));
        } finally {
            for (AgentAccount account : batch) {
                account.queued().set(false);
                if (!account.waiting().isEmpty()) {
                    schedule(account);
                }
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
