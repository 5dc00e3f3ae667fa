package io.spidergate.gateway.quota;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.gateway.owner.OwnerLine;
import io.spidergate.routing.Quotas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
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
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Spends what router-service has granted of providers' quotas, and asks it for more ahead of need.
///
/// Quota is no money: where the router cannot be asked, calls go on within what would be this
/// gateway's part.
@ApplicationScoped
public class PoolQuotas implements Quotas {

    private static final Logger LOG = Logger.getLogger(PoolQuotas.class);

    private static final CompletionStage<QuotaDecision> UNCOUNTED_USE =
            CompletableFuture.completedStage(new QuotaDecision.Taken(QuotaUse.UNCOUNTED));

    private final QuotaOwner owner;
    private final QuotaConfig config;
    private final String gatewayId;
    private final Clock clock;
    private final LongSupplier nanos;
    private final OwnerLine<HeldPool> line = new OwnerLine<>("quota", this::serve);
    private final Map<String, HeldPool> pools = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean away;
    private volatile long awayUntilNanos;

    @Inject
    PoolQuotas(QuotaOwner owner, QuotaConfig config) {
        this(owner, config, "gw_" + UUID.randomUUID(), Clock.systemUTC(), System::nanoTime);
    }

    /// @param gatewayId of this process alone
    PoolQuotas(
            QuotaOwner owner,
            QuotaConfig config,
            String gatewayId,
            Clock clock,
            LongSupplier nanos) {
        this.owner = owner;
        this.config = config;
        this.gatewayId = gatewayId;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public @Nullable Shortage shortage(QuotaPool pool, long tokens, Instant now) {
        HeldPool held = pools.get(pool.id());
        return held == null ? null : held.shortage(tokens);
    }

    @Override
    public double slack(QuotaPool pool) {
        HeldPool held = pools.get(pool.id());
        return held == null ? FULL : held.slack();
    }

    /// Takes one request with about so many tokens, or so many millionths of a dollar where the
    /// pool counts money. Already completed as long as this gateway holds enough, or knows that
    /// there is none; otherwise completes when the owner has answered, on any thread. Never blocks,
    /// never completes exceptionally.
    ///
    /// @param pool absent where nobody counts
    public CompletionStage<QuotaDecision> take(@Nullable QuotaPool pool, long weight) {
        if (pool == null) {
            return UNCOUNTED_USE;
        }
        HeldPool held = held(pool);
        if (isAway(nanos.getAsLong())) {
            return CompletableFuture.completedStage(held.takeAlone(weight));
        }
        if (held.waiting().isEmpty()
                && held.take(weight) instanceof HeldPool.Taking.Decided(QuotaDecision decision)) {
            return CompletableFuture.completedStage(decision);
        }
        PoolWaiter waiter = new PoolWaiter(weight, nanos.getAsLong(), new CompletableFuture<>());
        held.waiting().add(waiter);
        line.schedule(held);
        return waiter.decision().minimalCompletionStage();
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        Thread.ofVirtual().name("quota-ticks").start(this::tickUntilStopped);
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /// Gives back at once what other gateways would have to wait for.
    void stop() {
        stopped.countDown();
        if (!line.quiesce(config.patience())) {
            LOG.warn("the router is slow to answer; what it grants now is free again in seconds");
        }
        pools.values().forEach(pool -> pool.units().forEach(u -> u.slices().giveBackAll()));
        tell(List.copyOf(pools.values()));
    }

    /// Looks after the slices: uses are told, what runs low is asked for, what idles goes back.
    void tick() {
        long now = nanos.getAsLong();
        for (HeldPool pool : pools.values()) {
            pool.tick(now);
            for (PoolWaiter waiter : pool.waiting()) {
                if (now - waiter.sinceNanos() > config.patience().toNanos()) {
                    waiter.complete(pool.takeAlone(waiter.weight()));
                }
            }
            if (!isAway(now) && (pool.holdsSlices() || !pool.news().isEmpty())) {
                line.schedule(pool);
            }
        }
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
            LOG.error("quotas were not looked after this time", e);
        }
    }

    private HeldPool held(QuotaPool pool) {
        HeldPool known = pools.get(pool.id());
        if (known != null && known.terms().equals(pool)) {
            return known;
        }
        return pools.compute(pool.id(), (id, held) -> under(pool, held));
    }

    private HeldPool under(QuotaPool terms, @Nullable HeldPool held) {
        if (held != null && held.terms().equals(terms)) {
            return held;
        }
        PoolNews news = held == null ? new PoolNews() : held.news();
        return new HeldPool(terms, news, config.idle(), clock, nanos, line::schedule);
    }

    private void serve(List<HeldPool> batch) {
        Set<String> silent = tell(batch);
        batch.forEach(pool -> drain(pool, silent.contains(pool.name())));
    }

    /// Names of the pools that nobody can be asked about.
    private Set<String> tell(List<HeldPool> batch) {
        QuotaCall call = new QuotaCall(gatewayId, nanos.getAsLong(), clock);
        batch.forEach(call::add);
        if (call.isEmpty()) {
            return Set.of();
        }
        return switch (owner.tell(call.request())) {
            case QuotaOwner.Answer.Heard heard -> {
                away = false;
                yield call.apply(heard.answer(), nanos.getAsLong());
            }
            case QuotaOwner.Answer.Unreachable unreachable -> {
                goesAway(unreachable.reason());
                yield batch.stream().map(HeldPool::name).collect(Collectors.toSet());
            }
        };
    }

    private void goesAway(String reason) {
        if (!away) {
            LOG.warnf(
                    "the router grants no quota for now, calls go on within this gateway's part: %s",
                    reason);
        }
        awayUntilNanos = nanos.getAsLong() + config.retryAfter().toNanos();
        away = true;
    }

    private boolean isAway(long now) {
        return away && now - awayUntilNanos < 0;
    }

    /// First come, first served: whoever is first in the line and still short was not answered yet,
    /// and waits on.
    private static void drain(HeldPool pool, boolean alone) {
        for (PoolWaiter first = pool.waiting().peek();
                first != null;
                first = pool.waiting().peek()) {
            if (!first.decision().isDone()) {
                if (alone) {
                    first.complete(pool.takeAlone(first.weight()));
                } else if (pool.take(first.weight())
                        instanceof HeldPool.Taking.Decided(QuotaDecision decision)) {
                    first.complete(decision);
                } else {
                    return;
                }
            }
            pool.waiting().poll();
        }
    }
}
