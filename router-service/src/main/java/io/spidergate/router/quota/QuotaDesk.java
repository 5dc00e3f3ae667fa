package io.spidergate.router.quota;

import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.allowance.OwnerPresence;
import io.spidergate.contracts.routing.PoolView;
import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.RoutingSnapshot;
import io.spidergate.quota.PoolRound;
import io.spidergate.quota.PoolState;
import io.spidergate.router.snapshot.SnapshotPublisher;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where gateways say what they have used of providers' quotas, and ask for more.
@Singleton
public final class QuotaDesk {

    private final PostgresQuotaPools store;
    private final SnapshotPublisher publisher;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OwnerPresence presence;

    QuotaDesk(
            PostgresQuotaPools store,
            SnapshotPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.meters = meters;
        this.clock = clock;
        this.presence = new OwnerPresence(clock.instant(), System.nanoTime());
    }

    /// Pools that the snapshot does not have are left out of the answer.
    public QuotaAnswer answer(QuotaRequest request) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant heardSince = presence.heard(now, System.nanoTime());
        SortedMap<String, PoolWord> words = new TreeMap<>();
        Map<String, QuotaPool> pools = pools();
        for (PoolWord word : request.pools()) {
            if (pools.containsKey(word.pool())) {
                words.put(word.pool(), word);
            }
        }
        try {
            QuotaAnswer answer =
                    new QuotaAnswer(now, hear(request.gatewayId(), words, pools, now, heardSince));
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
        Map<String, QuotaPool> pools = pools();
        Map<String, PoolState> states = store.read(pools.keySet());
        return pools.values().stream()
                .map(pool -> new PoolView(pool, state(pool, states, now).standing(now)))
                .toList();
    }

    private List<QuotaAnswer.PoolAnswer> hear(
            String gateway,
            SortedMap<String, PoolWord> words,
            Map<String, QuotaPool> pools,
            Instant now,
            Instant heardSince)
            throws SQLException {
        if (words.isEmpty()) {
            return List.of();
        }
        return store.change(
                words.keySet(),
                states -> {
                    List<QuotaAnswer.PoolAnswer> answers = new ArrayList<>(words.size());
                    Map<String, PoolState> after = new HashMap<>();
                    words.forEach((id, word) -> {
                        PoolState before = state(pools.get(id), states, now);
                        PoolRound round =
                                new PoolRound(before, gateway, now, heardSince, QuotaDesk::grantId);
                        answers.add(round.answer(word));
                        after.put(id, round.state());
                    });
                    return new PostgresQuotaPools.Change<>(after, answers);
                });
    }

    private static PoolState state(
            @Nullable QuotaPool pool, Map<String, PoolState> states, Instant now) {
        if (pool == null) {
            throw new IllegalStateException("a pool that was there a moment ago is not");
        }
        PoolState known = states.get(pool.id());
        return known == null ? PoolState.untouched(pool) : known.under(pool, now);
    }

    private Map<String, QuotaPool> pools() {
        RoutingSnapshot snapshot = publisher.current();
        Map<String, QuotaPool> pools = new TreeMap<>();
        if (snapshot != null) {
            snapshot.quotaPools().forEach(pool -> pools.put(pool.id(), pool));
        }
        return pools;
    }

    private void count(QuotaRequest request, QuotaAnswer answer) {
        long grants = answer.pools().stream().mapToLong(pool -> pool.grants().size()).sum();
        long denials = answer.pools().stream().mapToLong(pool -> pool.denials().size()).sum();
        long refusals = request.pools().stream().mapToLong(word -> word.refusals().size()).sum();
        meters.counter("spidergate.quota.grants").increment(grants);
        meters.counter("spidergate.quota.denials").increment(denials);
        meters.counter("spidergate.quota.refusals").increment(refusals);
    }

    private static String grantId() {
        return "qg_" + UUID.randomUUID();
    }
}
