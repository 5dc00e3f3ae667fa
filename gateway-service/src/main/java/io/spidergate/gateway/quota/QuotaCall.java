package io.spidergate.gateway.quota;

import io.spidergate.allowance.HeldSlice;
import io.spidergate.contracts.routing.QuotaAnswer;
import io.spidergate.contracts.routing.QuotaRequest;
import io.spidergate.contracts.routing.QuotaRequest.PoolWord;
import io.spidergate.contracts.routing.QuotaUnit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One call to the router about several pools: gathers what to say and to ask, and applies the
/// answer.
final class QuotaCall {

    /// A slice is renewed or given back long before.
    private static final long NO_WINDOW = Duration.ofDays(1).toNanos();

    private final String gatewayId;
    private final long sentNanos;
    private final Clock clock;
    private final Map<String, HeldPool> pools = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private final List<PoolWord> words = new ArrayList<>();

    private record Told(HeldUnit unit, HeldSlice slice, long back) {}

    QuotaCall(String gatewayId, long sentNanos, Clock clock) {
        this.gatewayId = gatewayId;
        this.sentNanos = sentNanos;
        this.clock = clock;
    }

    void add(HeldPool pool) {
        List<QuotaRequest.Ask> asks = asks(pool);
        List<QuotaRequest.Held> held = new ArrayList<>();
        for (HeldUnit unit : pool.units()) {
            for (HeldSlice slice : unit.told(sentNanos)) {
                long back = slice.givenBack();
                told.put(slice.grantId(), new Told(unit, slice, back));
                held.add(new QuotaRequest.Held(slice.grantId(), slice.settled(), back));
            }
        }
        if (asks.isEmpty() && held.isEmpty() && pool.news().isEmpty()) {
            return;
        }
        PoolNews.Said news = pool.news().say();
        pools.put(pool.name(), pool);
        words.add(
                new PoolWord(
                        pool.name(),
                        news.number(),
                        asks,
                        held,
                        news.said().uses(sentNanos),
                        news.said().seen(sentNanos),
                        news.said().refusals(sentNanos),
                        news.said().servedAskedAgoMs(sentNanos)));
    }

    private List<QuotaRequest.Ask> asks(HeldPool pool) {
        List<QuotaRequest.Ask> asks = new ArrayList<>(2);
        PoolWaiter head = pool.waiting().peek();
        for (HeldUnit unit : pool.units()) {
            QuotaUnit kind = unit.unit();
            if (pool.counts(kind)) {
                long one = head == null ? pool.usual(kind) : pool.need(kind, head.weight());
                QuotaRequest.Ask ask =
                        unit.ask(one, waitedFor(pool, kind), pool.isScarce(kind), sentNanos);
                if (ask != null) {
                    asks.add(ask);
                }
            }
        }
        return asks;
    }

    private static long waitedFor(HeldPool pool, QuotaUnit unit) {
        long all = 0;
        for (PoolWaiter waiter : pool.waiting()) {
            all += pool.need(unit, waiter.weight());
        }
        return all;
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    QuotaRequest request() {
        return new QuotaRequest(gatewayId, words);
    }

    /// Names of the pools that the owner has not spoken of: it does not know them.
    Set<String> apply(QuotaAnswer answer, long now) {
        Set<String> silent = new HashSet<>(pools.keySet());
        for (QuotaAnswer.PoolAnswer one : answer.pools()) {
            HeldPool pool = pools.get(one.pool());
            if (pool != null) {
                silent.remove(one.pool());
                apply(pool, one, answer.answeredAt(), now);
            }
        }
        // What the owner no longer knows cannot be spent.
        told.values().forEach(word -> word.unit().slices().remove(word.slice()));
        return silent;
    }

    private void apply(HeldPool pool, QuotaAnswer.PoolAnswer answer, Instant answeredAt, long now) {
        pool.news().heard(answer.number());
        for (QuotaAnswer.Hold hold : answer.holds()) {
            Told word = told.remove(hold.grantId());
            if (word != null) {
                long valid = Duration.between(answeredAt, hold.expiresAt()).toNanos();
                word.slice().renewed(word.back(), hold.outstanding(), sentNanos, valid);
            }
        }
        for (QuotaAnswer.Grant grant : answer.grants()) {
            long valid = Duration.between(answeredAt, grant.expiresAt()).toNanos();
            pool.unit(grant.unit())
                    .granted(
                            new HeldSlice(
                                    grant.grantId(), grant.amount(), sentNanos, valid, NO_WINDOW));
        }
        for (QuotaAnswer.Denial denial : answer.denials()) {
            Duration pause = Duration.between(answeredAt, denial.retryAt());
            pool.unit(denial.unit())
                    .refused(denial.atLeast(), pause, now, clock.instant().plus(pause));
        }
        pool.knows(new KnownStanding(answer.standing(), answeredAt, now));
    }
}
