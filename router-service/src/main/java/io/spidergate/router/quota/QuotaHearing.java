package io.spidergate.router.quota;

import io.spidergate.contracts.routing.QuotaAnswer.PoolAnswer;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.quota.PoolRound;
import io.spidergate.quota.PoolState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// What one gateway's words change, pool by pool, and which pools turn out to be one quota. Pure
/// but for the names of grants. For one thread.
final class QuotaHearing {

    private final KnownPools pools;
    private final Map<String, PoolState> states;
    private final String gateway;
    private final Instant now;
    private final Instant heardSince;
    private final Map<String, PoolState> after = new HashMap<>();
    private final Map<String, String> joined = new TreeMap<>();

    /// @param states of those that are counted, as far as anything is known
    QuotaHearing(
            KnownPools pools,
            Map<String, PoolState> states,
            String gateway,
            Instant now,
            Instant heardSince) {
        this.pools = pools;
        this.states = states;
        this.gateway = gateway;
        this.now = now;
        this.heardSince = heardSince;
    }

    /// Whose states the words may change.
    static SortedSet<String> concerned(KnownPools pools, Iterable<PoolWord> words) {
        SortedSet<String> concerned = new TreeSet<>();
        for (PoolWord word : words) {
            concerned.add(pools.countedAs(word.pool()));
            if (!word.refusals().isEmpty()) {
                concerned.addAll(pools.alike(word.pool()));
            }
        }
        return concerned;
    }

    List<PoolAnswer> answers(Iterable<PoolWord> words) {
        List<PoolAnswer> answers = new ArrayList<>();
        words.forEach(word -> answers.add(answer(word)));
        return answers;
    }

    Map<String, PoolState> after() {
        return after;
    }

    /// Pools that have turned out to be one quota with another.
    Map<String, String> joined() {
        return joined;
    }

    private PoolAnswer answer(PoolWord word) {
        String id = pools.countedAs(word.pool());
        PoolRound round =
                new PoolRound(
                        state(id),
                        holder(word, id),
                        now,
                        heardSince,
                        () -> "qg_" + UUID.randomUUID());
        PoolAnswer answer = round.answer(word);
        after.put(id, round.state());
        if (round.refusedShort() != null) {
            for (String other : pools.alike(word.pool())) {
                after.put(other, state(other).told(id, round.refusedShort()));
                if (state(id).isOneWith(state(other), id, other)) {
                    join(id, other);
                }
            }
        }
        return answer;
    }

    /// The words of each of the pools that are counted as one have numbers of their own.
    private String holder(PoolWord word, String countedAs) {
        return word.pool().equals(countedAs) ? gateway : gateway + " " + word.pool();
    }

    private void join(String one, String other) {
        if (joined.containsKey(one) || joined.containsKey(other)) {
            return;
        }
        String stays = one.compareTo(other) < 0 ? one : other;
        String goes = stays.equals(one) ? other : one;
        after.put(stays, state(stays).joined(state(goes), now));
        after.put(goes, PoolState.untouched(pools.pool(goes)));
        joined.put(goes, stays);
    }

    private PoolState state(String id) {
        PoolState known = after.getOrDefault(id, states.get(id));
        return known == null
                ? PoolState.untouched(pools.pool(id))
                : known.under(pools.pool(id), now);
    }
}
