package io.spidergate.gateway.allowance;

import io.spidergate.allowance.HeldSlice;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One call to billing for several agents: gathers what to say and to ask, and applies the answer.
final class OwnerCall {

    private final String gatewayId;
    private final long sentNanos;
    private final Map<AskKey, Asked> asks = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();

    OwnerCall(String gatewayId, long sentNanos) {
        this.gatewayId = gatewayId;
        this.sentNanos = sentNanos;
    }

    void add(AgentAccount account) {
        Waiter head = account.waiting().peek();
        for (HeldCounter counter : account.counters()) {
            if (head != null) {
                ask(account, counter, head);
            } else if (!account.isRetired() && counter.slices().runsLow(sentNanos)) {
                ask(account, counter, 1, 0);
            }
            for (HeldSlice slice : counter.slices().due(sentNanos)) {
                told.put(slice.grantId(), new Told(counter, slice, slice.givenBack()));
            }
        }
    }

    boolean isEmpty() {
        return asks.isEmpty() && told.isEmpty();
    }

    AllowanceRequest request() {
        List<AllowanceRequest.Ask> wanted = asks.values().stream().map(Asked::ask).toList();
        List<AllowanceRequest.Return> words = new ArrayList<>();
        told.forEach((grant, word) -> words.add(new AllowanceRequest.Return(grant, word.back())));
        return new AllowanceRequest(gatewayId, wanted, words);
    }

    void apply(AllowanceResponse response, long now) {
        for (AllowanceResponse.Hold hold : response.holds()) {
            Told word = told.remove(hold.grantId());
            if (word != null) {
                long valid = HeldCounter.nanos(response.answeredAt(), hold.expiresAt());
                word.slice().renewed(word.back(), hold.outstanding(), sentNanos, valid);
            }
        }
        // What billing no longer knows cannot be spent.
        told.values().forEach(word -> word.counter().slices().remove(word.slice()));
        for (AllowanceResponse.Grant grant : response.grants()) {
            Asked asked = asks.get(new AskKey(grant.tokenRef(), grant.counter()));
            if (asked != null) {
                asked.counter().granted(grant, response.answeredAt(), sentNanos);
            }
        }
        for (AllowanceResponse.Denial denial : response.denials()) {
            Asked asked = asks.get(new AskKey(denial.tokenRef(), denial.counter()));
            if (asked != null) {
                asked.counter().denied(denial, asked.ask().atLeast(), response.answeredAt(), now);
            }
        }
    }

    private void ask(AgentAccount account, HeldCounter counter, Waiter head) {
        long one = head.need().of(counter.counter());
        long all = 0;
        for (Waiter waiter : account.waiting()) {
            all =
                    Math.min(
                            Long.MAX_VALUE / 4,
                            all
                                    + Math.min(
                                            waiter.need().of(counter.counter()),
                                            Long.MAX_VALUE / 4));
        }
        boolean enough =
                counter.slices().canReserve(one, sentNanos)
                        && counter.slices().free(sentNanos) >= all;
        if (all > 0 && !enough && counter.refusal(Math.max(1, one), sentNanos) == null) {
            counter.slices().giveBackFragments(one);
            ask(account, counter, Math.max(1, one), all);
        }
    }

    private void ask(AgentAccount account, HeldCounter counter, long atLeast, long waitedFor) {
        long wanted = counter.slices().wanted(waitedFor, atLeast);
        AllowanceRequest.Ask ask =
                new AllowanceRequest.Ask(account.tokenRef(), counter.counter(), atLeast, wanted);
        asks.put(new AskKey(account.tokenRef(), counter.counter()), new Asked(counter, ask));
    }

    private record AskKey(String tokenRef, Counter counter) {}

    private record Asked(HeldCounter counter, AllowanceRequest.Ask ask) {}

    private record Told(HeldCounter counter, HeldSlice slice, long back) {}
}
