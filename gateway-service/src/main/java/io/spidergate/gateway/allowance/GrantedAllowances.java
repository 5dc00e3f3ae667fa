package io.spidergate.gateway.allowance;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.contracts.billing.TokenBudget;
import io.spidergate.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Spends what billing has granted, and asks it for more ahead of need.
@ApplicationScoped
public class GrantedAllowances implements Allowances {

    private static final Logger LOG = Logger.getLogger(GrantedAllowances.class);

    /// An agent that was silent for so long is forgotten.
    private static final long FORGET_AFTER_NANOS = Duration.ofMinutes(10).toNanos();

    private static final CompletionStage<AllowanceDecision> UNLIMITED =
            CompletableFuture.completedStage(
                    new AllowanceDecision.Taken(
                            TakenReservation.NOTHING, AllowanceDecision.Rates.NONE, null));

    private final AllowanceConfig config;
    private final LongSupplier nanos;
    private final OwnerCalls calls;
    private final Map<String, AgentAccount> accounts = new ConcurrentHashMap<>();
    private final Map<String, HeldBudget> budgets = new ConcurrentHashMap<>();

    /// What stands under limits that have changed, until all that it held is settled.
    private final Set<Holding> retired = ConcurrentHashMap.newKeySet();

    private final CountDownLatch stopped = new CountDownLatch(1);

    @Inject
    GrantedAllowances(AllowanceOwner owner, AllowanceConfig config) {
        this(owner, config, "gw_" + UUID.randomUUID(), Clock.systemUTC(), System::nanoTime);
    }

    /// @param gatewayId of this process alone: a process that starts anew does not speak for its
    ///   predecessor's grants
    public GrantedAllowances(
            AllowanceOwner owner,
            AllowanceConfig config,
            String gatewayId,
            Clock clock,
            LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
        this.calls = new OwnerCalls(owner, gatewayId, config.retryAfter(), clock, nanos);
    }

    @Override
    public CompletionStage<AllowanceDecision> take(AgentToken token, Estimate estimate) {
        return take(token, Need.request(estimate));
    }

    @Override
    public CompletionStage<AllowanceDecision> takeMore(AgentToken token, Money estimate) {
        return take(token, Need.more(estimate));
    }

    private CompletionStage<AllowanceDecision> take(AgentToken token, Need need) {
        if (token.isUnlimited()) {
            return UNLIMITED;
        }
        long now = nanos.getAsLong();
        AgentAccount account = account(token, now);
        boolean away = calls.isAway(now);
        if (account.waiting().isEmpty() || away) {
            switch (account.take(need, now, away)) {
                case AgentAccount.Taking.Decided decided -> {
                    return CompletableFuture.completedStage(decided.decision());
                }
                case AgentAccount.Taking.Short shortage -> {
                    if (away) {
                        return CompletableFuture.completedStage(calls.unavailable(shortage));
                    }
                }
            }
        }
        Waiter waiter = new Waiter(need, now, new CompletableFuture<>());
        account.waiting().add(waiter);
        calls.schedule(account);
        return waiter.decision().minimalCompletionStage();
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        Thread.ofVirtual().name("allowance-ticks").start(this::tickUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /// Gives back at once what other gateways would have to wait for.
    void stop() {
        stopped.countDown();
        if (!calls.quiesce(config.patience())) {
            LOG.warn(
                    "billing is slow to answer; what it grants now is free again after its expiry");
        }
        List<Holding> all = new ArrayList<>(accounts.values());
        all.addAll(budgets.values());
        all.addAll(retired);
        long now = nanos.getAsLong();
        all.forEach(holding -> holding.retire(now));
        calls.finish(all);
    }

    /// Looks after the slices: demand is measured, what runs low is asked for, what idles goes
    /// back.
    void tick() {
        long now = nanos.getAsLong();
        accounts.values().forEach(account -> lookAfter(account, now));
        accounts.values().removeIf(account -> account.isForgettable(now, FORGET_AFTER_NANOS));
        budgets.values().forEach(budget -> lookAfter(budget, now));
        retired.forEach(holding -> lookAfter(holding, now));
        retired.removeIf(holding -> holding.isOver(now));
    }

    private void tickUntilStopped() {
        try {
            while (!stopped.await(config.tick().toMillis(), TimeUnit.MILLISECONDS)) {
                tickSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tickSafely() {
        try {
            tick();
        } catch (RuntimeException e) {
            // One fault must not end all ticks to come.
            LOG.error("allowances were not looked after this time", e);
        }
    }

    private void lookAfter(Holding holding, long now) {
        holding.counters().forEach(counter -> counter.slices().tick(now));
        if (holding instanceof AgentAccount account) {
            dismissImpatient(account, now);
        }
        if (holding.holdsSlices() && !calls.isAway(now)) {
            calls.schedule(holding);
        }
    }

    private void dismissImpatient(AgentAccount account, long now) {
        for (Waiter waiter : account.waiting()) {
            if (now - waiter.sinceNanos() > config.patience().toNanos()) {
                giveUp(account, waiter, now);
            }
        }
    }

    private void giveUp(AgentAccount account, Waiter waiter, long now) {
        switch (account.take(waiter.need(), now, true)) {
            case AgentAccount.Taking.Decided decided -> waiter.complete(decided.decision());
            case AgentAccount.Taking.Short shortage -> waiter.complete(calls.unavailable(shortage));
        }
    }

    private AgentAccount account(AgentToken token, long now) {
        AgentAccount known = accounts.get(token.tokenRef());
        if (known != null && known.isRightFor(token)) {
            return known;
        }
        return accounts.compute(
                token.tokenRef(),
                (ref, held) -> {
                    if (held != null && held.isRightFor(token)) {
                        return held;
                    }
                    retire(held, now);
                    return new AgentAccount(
                            token, held(token.budgets(), now), config.idle().toNanos(), now);
                });
    }

    private List<HeldBudget> held(List<TokenBudget> counted, long now) {
        return counted.stream().map(budget -> held(budget, now)).toList();
    }

    private HeldBudget held(TokenBudget budget, long now) {
        return budgets.compute(
                budget.id(),
                (id, held) -> {
                    if (held != null && held.isRightFor(budget)) {
                        return held;
                    }
                    retire(held, now);
                    return new HeldBudget(budget, config.idle().toNanos(), now);
                });
    }

    private void retire(@Nullable Holding held, long now) {
        if (held != null) {
            held.retire(now);
            retired.add(held);
        }
    }
}
