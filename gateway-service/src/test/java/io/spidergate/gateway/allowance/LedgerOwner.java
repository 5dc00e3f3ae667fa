package io.spidergate.gateway.allowance;

import io.spidergate.allowance.Ask;
import io.spidergate.allowance.Grant;
import io.spidergate.allowance.OwnedCounter;
import io.spidergate.allowance.Terms;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// billing's own logic over the counters of one token and of budgets, in memory.
final class LedgerOwner implements AllowanceOwner {

    static final Instant WINDOW_END = Instant.now().plus(Duration.ofHours(1));

    private final Instant started = Instant.now();
    private final Map<String, OwnedCounter> counters = new HashMap<>();
    private int ids;
    private volatile boolean away;
    private volatile int calls;
    private volatile int asks;
    private long ledger;

    LedgerOwner limit(Counter counter, long limit, boolean hard, Duration expiry) {
        return put(counter.name(), counter, limit, hard, expiry);
    }

    LedgerOwner budget(String id, long limit, boolean hard, Duration expiry) {
        return put(id, Counter.BUDGET, limit, hard, expiry);
    }

    private synchronized LedgerOwner put(
            String key, Counter counter, long limit, boolean hard, Duration expiry) {
        counters.put(
                key,
                OwnedCounter.untouched(
                        new Terms(
                                limit, hard, HeldCounter.settlement(counter), WINDOW_END, expiry)));
        return this;
    }

    private static String key(AllowanceRequest.Ask ask) {
        return ask.subject().startsWith("bud_") ? ask.subject() : ask.counter().name();
    }

    void away(boolean now) {
        away = now;
    }

    int calls() {
        return calls;
    }

    int asks() {
        return asks;
    }

    synchronized void post(@Nullable String grant, long nanoUsd) {
        ledger += nanoUsd;
        counters.computeIfPresent(
                Counter.BUDGET.name(), (counter, owned) -> owned.posted(grant, nanoUsd));
    }

    /// Of a request that counts in several.
    synchronized void post(List<String> grants, List<String> budgets, long nanoUsd) {
        ledger += nanoUsd;
        for (String budget : budgets) {
            counters.computeIfPresent(
                    budget,
                    (id, owned) ->
                            owned.posted(
                                    grants.stream()
                                            .filter(owned.grants()::containsKey)
                                            .findFirst()
                                            .orElse(null),
                                    nanoUsd));
        }
    }

    synchronized long ledger() {
        return ledger;
    }

    long available(Counter counter) {
        return available(counter.name());
    }

    synchronized long available(String counter) {
        counters.replaceAll((key, owned) -> owned.expired(Instant.now(), started));
        return counters.get(counter).available();
    }

    @Override
    public synchronized Answer ask(AllowanceRequest request) {
        calls++;
        if (away) {
            return new Answer.Unreachable("away");
        }
        Instant now = Instant.now();
        List<AllowanceResponse.Grant> grants = new ArrayList<>();
        List<AllowanceResponse.Denial> denials = new ArrayList<>();
        List<AllowanceResponse.Hold> holds = new ArrayList<>();
        counters.replaceAll((counter, owned) -> owned.expired(now, started));
        for (AllowanceRequest.Return word : request.returns()) {
            counters.replaceAll((counter, owned) ->
                    owned.stated(
                            word.grantId(), request.gatewayId(), word.unused(), word.over(), now));
            for (OwnedCounter owned : counters.values()) {
                Grant grant = owned.grants().get(word.grantId());
                if (grant != null) {
                    holds.add(
                            new AllowanceResponse.Hold(
                                    grant.id(), grant.held(), grant.expiresAt()));
                }
            }
        }
        for (AllowanceRequest.Ask ask : request.asks()) {
            asks++;
            answer(request.gatewayId(), ask, now, grants, denials);
        }
        return new Answer.Heard(new AllowanceResponse(now, grants, denials, holds));
    }

    private void answer(
            String gateway,
            AllowanceRequest.Ask ask,
            Instant now,
            List<AllowanceResponse.Grant> grants,
            List<AllowanceResponse.Denial> denials) {
        OwnedCounter owned = counters.get(key(ask));
        switch (owned.ask(new Ask("grt_" + ids++, gateway, ask.atLeast(), ask.wanted()), now)) {
            case io.spidergate.allowance.Answer.Granted(OwnedCounter after, Grant grant) -> {
                counters.put(key(ask), after);
                grants.add(
                        new AllowanceResponse.Grant(
                                grant.id(),
                                ask.subject(),
                                ask.counter(),
                                grant.granted(),
                                after.terms().limit(),
                                after.available(),
                                WINDOW_END,
                                grant.expiresAt()));
            }
            case io.spidergate.allowance.Answer.Denied(
                            OwnedCounter after,
                            long used,
                            Instant retryAt) ->
                    denials.add(
                            new AllowanceResponse.Denial(
                                    ask.subject(),
                                    ask.counter(),
                                    after.terms().limit(),
                                    used,
                                    WINDOW_END,
                                    retryAt));
        }
    }
}
