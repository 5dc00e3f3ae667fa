package io.spidergate.router.quota;

import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.allowance.OwnerPresence;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.quota.PoolState;
import io.spidergate.router.snapshot.SnapshotPublisher;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where gateways say what they have used of providers' quotas, and ask for more.
@Singleton
public final class QuotaDesk {

    private static final Logger LOG = Logger.getLogger(QuotaDesk.class);

    /// Another replica may have found out something.
    private static final Duration REFRESH_SHARED = Duration.ofSeconds(5);

    private final PostgresQuotaPools store;
    private final PostgresSharedQuotas sharing;
    private final SnapshotPublisher publisher;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OwnerPresence presence;
    private volatile Map<String, String> shared = Map.of();
    private volatile Instant sharedReadAt = Instant.MIN;

    QuotaDesk(
            PostgresQuotaPools store,
            PostgresSharedQuotas sharing,
            SnapshotPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.sharing = sharing;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
        this.presence = new OwnerPresence(clock.instant(), System.nanoTime());
    }

    /// Pools that the snapshot does not have are left out of the answer.
    public QuotaAnswer answer(QuotaRequest request) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant heardSince = presence.heard(now, System.nanoTime());
        try {
            KnownPools pools = pools(now);
            SortedMap<String, PoolWord> words = new TreeMap<>();
            for (PoolWord word : request.pools()) {
                if (pools.has(word.pool())) {
                    words.put(word.pool(), word);
                }
            }
            QuotaAnswer answer =
                    new QuotaAnswer(
                            now, hear(request.gatewayId(), words.values(), pools, now, heardSince));
            count(request, answer);
            return answer;
        } catch (SQLException e) {
            presence.lost();
            throw e;
        }
    }

    /// How all pools of the snapshot stand.
    public List<PoolView> standings() throws SQLException {
        Instant now = clock.instant();
        KnownPools pools = pools(now);
        Map<String, PoolState> states = store.read(pools.byId().keySet());
        return pools.byId().values().stream()
                .map(pool ->
                        new PoolView(
                                pool,
                                state(pool, states.get(pools.countedAs(pool.id())), now)
                                        .standing(now),
                                pools.sharesWith(pool.id())))
                .toList();
    }

    /// Forgets what was learnt of a pool, its uses and its cooldown too, and with whom it shares.
    ///
    /// @return whether there is such a pool
    public boolean forget(String pool) throws SQLException {
        KnownPools pools = pools(clock.instant());
        if (!pools.has(pool)) {
            return false;
        }
        String counted = pools.countedAs(pool);
        sharing.forget(pool);
        sharedReadAt = Instant.MIN;
        store.forget(counted);
        return true;
    }

    private List<QuotaAnswer.PoolAnswer> hear(
            String gateway,
            Collection<PoolWord> words,
            KnownPools pools,
            Instant now,
            Instant heardSince)
            throws SQLException {
        if (words.isEmpty()) {
            return List.of();
        }
        Map<String, String> joined = new HashMap<>();
        List<QuotaAnswer.PoolAnswer> answers =
                store.change(
                        QuotaHearing.concerned(pools, words),
                        states -> {
                            QuotaHearing hearing =
                                    new QuotaHearing(pools, states, gateway, now, heardSince);
                            List<QuotaAnswer.PoolAnswer> answered = hearing.answers(words);
                            joined.putAll(hearing.joined());
                            return new PostgresQuotaPools.Change<>(hearing.after(), answered);
                        });
        for (Map.Entry<String, String> one : joined.entrySet()) {
            LOG.warnf(
                    "%s and %s are refused together: they are counted as one quota from now on",
                    one.getKey(), one.getValue());
            sharing.put(one.getKey(), one.getValue(), now);
            sharedReadAt = Instant.MIN;
        }
        return answers;
    }

    private static PoolState state(QuotaPool pool, @Nullable PoolState known, Instant now) {
        return known == null ? PoolState.untouched(pool) : known.under(pool, now);
    }

    private KnownPools pools(Instant now) throws SQLException {
        if (!now.isBefore(sharedReadAt.plus(REFRESH_SHARED))) {
            shared = sharing.all(now);
            sharedReadAt = now;
        }
        RoutingSnapshot snapshot = publisher.current();
        Map<String, QuotaPool> pools = new HashMap<>();
        if (snapshot != null) {
            snapshot.quotaPools().forEach(pool -> pools.put(pool.id(), pool));
        }
        return new KnownPools(pools, shared);
    }

    private void count(QuotaRequest request, QuotaAnswer answer) {
        long grants = answer.pools().stream().mapToLong(pool -> pool.grants().size()).sum();
        long denials = answer.pools().stream().mapToLong(pool -> pool.denials().size()).sum();
        long refusals = request.pools().stream().mapToLong(word -> word.refusals().size()).sum();
        meters.counter("spidergate.quota.grants").increment(grants);
        meters.counter("spidergate.quota.denials").increment(denials);
        meters.counter("spidergate.quota.refusals").increment(refusals);
    }
}
