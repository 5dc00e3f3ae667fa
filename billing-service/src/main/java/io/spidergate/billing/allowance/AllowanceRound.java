package io.spidergate.billing.allowance;

import io.spidergate.allowance.Answer;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides one gateway's request on the counters that it concerns: first what comes back, then what
/// is asked. Pure.
final class AllowanceRound {

    private final Instant now;
    private final Duration expiry;
    private final Supplier<String> ids;
    private final Map<String, SubjectLimits> limits;
    private final SortedMap<CounterKey, OwnedCounter> counters = new TreeMap<>();
    private final Map<String, CounterKey> keyOfGrant = new HashMap<>();
    private final Set<String> usedUp = new TreeSet<>();

    /// @param stored what the store holds of the counters
    AllowanceRound(
            Instant now,
            Instant heardSince,
            Duration expiry,
            Supplier<String> ids,
            Map<String, SubjectLimits> limits,
            SortedMap<CounterKey, StoredCounter> stored) {
        this.now = now;
        this.expiry = expiry;
        this.ids = ids;
        this.limits = limits;
        stored.forEach((key, counter) -> {
            Map<String, Grant> grants = new HashMap<>();
            counter.grants().forEach(grant -> grants.put(grant.id(), grant));
            grants.keySet().forEach(id -> keyOfGrant.put(id, key));
            OwnedCounter owned =
                    new OwnedCounter(terms(key, counter.windowEndsAt()), counter.settled(), grants);
            counters.put(key, owned.expired(now, heardSince));
        });
    }

    AllowanceResponse answer(AllowanceRequest request) {
        List<AllowanceResponse.Hold> holds = new ArrayList<>();
        for (AllowanceRequest.Return word : request.returns()) {
            Grant grant = stated(request.gatewayId(), word);
            if (grant != null) {
                holds.add(new AllowanceResponse.Hold(grant.id(), grant.held(), grant.expiresAt()));
            }
        }
        List<AllowanceResponse.Grant> grants = new ArrayList<>();
        List<AllowanceResponse.Denial> denials = new ArrayList<>();
        for (AllowanceRequest.Ask ask : request.asks()) {
            decide(request.gatewayId(), ask, grants, denials);
        }
        return new AllowanceResponse(now, grants, denials, holds);
    }

    SortedMap<CounterKey, OwnedCounter> counters() {
        return counters;
    }

    /// Subjects of budgets that were denied, and that nothing which gateways hold can make whole.
    Set<String> usedUp() {
        return usedUp;
    }

    private @Nullable Grant stated(String gateway, AllowanceRequest.Return word) {
        CounterKey key = keyOfGrant.get(word.grantId());
        OwnedCounter counter = key == null ? null : counters.get(key);
        if (key == null || counter == null) {
            return null;
        }
        OwnedCounter after =
                counter.stated(word.grantId(), gateway, word.unused(), word.over(), now);
        counters.put(key, after);
        Grant grant = after.grants().get(word.grantId());
        return grant == null || !grant.holder().equals(gateway) ? null : grant;
    }

    private void decide(
            String gateway,
            AllowanceRequest.Ask ask,
            List<AllowanceResponse.Grant> grants,
            List<AllowanceResponse.Denial> denials) {
        CounterKey key = CounterKey.at(ask.subject(), ask.counter(), limitsOf(ask.subject()), now);
        OwnedCounter counter = counters.get(key);
        if (counter == null) {
            throw new IllegalStateException("the counter that is asked for was not loaded");
        }
        switch (counter.ask(new Ask(ids.get(), gateway, ask.atLeast(), ask.wanted()), now)) {
            case Answer.Granted(OwnedCounter after, Grant grant) -> {
                counters.put(key, after);
                grants.add(granted(key, after, grant));
            }
            case Answer.Denied(OwnedCounter after, long used, Instant retryAt) -> {
                if (key.counter() == Counter.BUDGET
                        && !retryAt.isBefore(after.terms().windowEndsAt())) {
                    usedUp.add(key.subject());
                }
                denials.add(
                        new AllowanceResponse.Denial(
                                key.subject(),
                                key.counter(),
                                after.terms().limit(),
                                used,
                                after.terms().windowEndsAt(),
                                retryAt));
            }
        }
    }

    private static AllowanceResponse.Grant granted(
            CounterKey key, OwnedCounter after, Grant grant) {
        return new AllowanceResponse.Grant(
                grant.id(),
                key.subject(),
                key.counter(),
                grant.granted(),
                after.terms().limit(),
                after.available(),
                after.terms().windowEndsAt(),
                grant.expiresAt());
    }

    /// A counter without a limit, which a gateway asks for while it has not heard that the limit is
    /// gone, is as wide as can be.
    private Terms terms(CounterKey key, Instant windowEndsAt) {
        SubjectLimits subject = limitsOf(key.subject());
        Long limit = subject.limitOf(key.counter());
        return new Terms(
                limit == null ? Terms.MAX_LIMIT : limit,
                subject.isHard(key.counter()),
                key.settlement(),
                windowEndsAt,
                expiry);
    }

    private SubjectLimits limitsOf(String subject) {
        return limits.getOrDefault(subject, TokenLimits.UNKNOWN);
    }
}
