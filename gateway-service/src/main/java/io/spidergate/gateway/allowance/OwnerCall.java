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
            counter.slices().due(sentNanos).forEach(slice -> tell(counter, slice));
        }
    }

    /// What one call cannot hold is told by the next.
    private void tell(HeldCounter counter, HeldSlice slice) {
        if (told.size() < AllowanceRequest.MAX_RETURNS) {
            told.put(
                    slice.grantId(),
                    new Told(counter, slice, slice.givenBack(), slice.overdrawn()));
        }
    }

    boolean isEmpty() {
        return asks.isEmpty() && told.isEmpty();
    }

    AllowanceRequest request() {
        List<AllowanceRequest.Ask> wanted = asks.values().stream().map(Asked::ask).toList();
        List<AllowanceRequest.Return> words = new ArrayList<>();
        told.forEach((grant, word) ->
                words.add(new AllowanceRequest.Return(grant, word.back(), word.over())));
        return new AllowanceRequest(gatewayId, wanted, words);
    }

    void apply(AllowanceResponse response, long now) {
        for (AllowanceResponse.Hold hold : response.holds()) {
            Told word = told.remove(hold.grantId());
            if (word != null) {
                long valid = HeldCounter.nanos(response.answeredAt(), hold.expiresAt());
                word.slice().heardOver(word.over());
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
        long one = counter.worthAsking(head.need(), sentNanos);
        long all = 0;
        for (Waiter waiter : account.waiting()) {
            long need = Math.min(counter.need(waiter.need()), Long.MAX_VALUE / 4);
            all = Math.min(Long.MAX_VALUE / 4, all + need);
        }
        boolean enough =
                counter.slices().canReserve(one, sentNanos)
                        && counter.slices().free(sentNanos) >= all;
        if (one > 0 && !enough) {
            counter.slices().giveBackFragments(one);
            ask(account, counter, one, all);
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

    private record Told(HeldCounter counter, HeldSlice slice, long back, long over) {}
}
