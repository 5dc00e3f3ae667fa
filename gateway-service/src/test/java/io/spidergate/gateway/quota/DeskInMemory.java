package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.PoolStanding;
import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaPool;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.quota.PoolRound;
import io.spidergate.quota.PoolState;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The router's own logic over quota pools, in memory.
@Alternative
@Singleton
public class DeskInMemory implements QuotaOwner {

    private final Map<String, QuotaPool> pools = new HashMap<>();
    private final Map<String, PoolState> states = new HashMap<>();
    private final Instant started = Instant.now();
    private volatile boolean away;
    private int ids;
    private int calls;

    public synchronized void knows(QuotaPool pool) {
        pools.put(pool.id(), pool);
        states.put(pool.id(), PoolState.untouched(pool));
    }

    public synchronized PoolStanding standing(String pool) {
        return states.get(pool).standing(Instant.now());
    }

    synchronized int calls() {
        return calls;
    }

    void away(boolean now) {
        away = now;
    }

    @Override
    public synchronized Answer tell(QuotaRequest request) {
        calls++;
        if (away) {
            return new Answer.Unreachable("told to be away");
        }
        Instant now = Instant.now();
        List<QuotaAnswer.PoolAnswer> answers = new ArrayList<>();
        for (QuotaRequest.PoolWord word : request.pools()) {
            if (pools.containsKey(word.pool())) {
                PoolRound round =
                        new PoolRound(
                                states.get(word.pool()),
                                request.gatewayId(),
                                now,
                                started,
                                () -> "qg_" + ++ids);
                answers.add(round.answer(word));
                states.put(word.pool(), round.state());
            }
        }
        return new Answer.Heard(new QuotaAnswer(now, answers));
    }
}
