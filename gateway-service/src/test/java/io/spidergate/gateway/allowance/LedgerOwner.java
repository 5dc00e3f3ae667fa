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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// billing's own logic over one token's counters, in memory.
final class LedgerOwner implements AllowanceOwner {

    static final Instant WINDOW_END = Instant.now().plus(Duration.ofHours(1));

    private final Instant started = Instant.now();
    private final Map<Counter, OwnedCounter> counters = new EnumMap<>(Counter.class);
    private int ids;
    private volatile boolean away;
    private volatile int calls;
    private volatile int asks;
    private long ledger;

    LedgerOwner limit(Counter counter, long limit, boolean hard, Duration expiry) {
        counters.put(
                counter,
                OwnedCounter.untouched(
                        new Terms(
                                limit, hard, HeldCounter.settlement(counter), WINDOW_END, expiry)));
        return this;
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
        counters.computeIfPresent(Counter.BUDGET, (counter, owned) -> owned.posted(grant, nanoUsd));
    }

    synchronized long ledger() {
        return ledger;
    }

    synchronized long available(Counter counter) {
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
        OwnedCounter owned = counters.get(ask.counter());
        switch (owned.ask(new Ask("grt_" + ids++, gateway, ask.atLeast(), ask.wanted()), now)) {
            case io.spidergate.allowance.Answer.Granted(OwnedCounter after, Grant grant) -> {
                counters.put(ask.counter(), after);
                grants.add(
                        new AllowanceResponse.Grant(
                                grant.id(),
                                ask.tokenRef(),
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
                                    ask.tokenRef(),
                                    ask.counter(),
                                    after.terms().limit(),
                                    used,
                                    WINDOW_END,
                                    retryAt));
        }
    }
}
