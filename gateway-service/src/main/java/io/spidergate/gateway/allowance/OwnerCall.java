package io.spidergate.gateway.allowance;

import io.spidergate.allowance.HeldSlice;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.Counter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call to billing for several agents and budgets: gathers what to say and to ask, and applies
/// the answer.
final class OwnerCall {

    private final String gatewayId;
    private final long sentNanos;
    private final Map<AskKey, Asked> asks = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();

    OwnerCall(String gatewayId, long sentNanos) {
        this.gatewayId = gatewayId;
        this.sentNanos = sentNanos;
    }

    void add(Holding holding) {
        Waiter head = holding instanceof AgentAccount account ? askForWaiters(account) : null;
        for (HeldCounter counter : holding.counters()) {
            if (head == null && !holding.isRetired() && counter.slices().runsLow(sentNanos)) {
                ask(counter, 1, 0);
            }
            counter.slices().due(sentNanos).forEach(slice -> tell(counter, slice));
        }
    }

    /// @return who waits longest, or null
    private @Nullable Waiter askForWaiters(AgentAccount account) {
        Waiter head = account.waiting().peek();
        if (head != null) {
            account.counters().forEach(counter -> ask(account, counter, head));
            account.shared().forEach(counter -> ask(account, counter, head));
        }
        return head;
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
            Asked asked = asks.get(new AskKey(grant.subject(), grant.counter()));
            if (asked != null) {
                asked.counter().granted(grant, response.answeredAt(), sentNanos);
            }
        }
        for (AllowanceResponse.Denial denial : response.denials()) {
            Asked asked = asks.get(new AskKey(denial.subject(), denial.counter()));
            if (asked != null) {
                asked.counter().denied(denial, asked.atLeast(), response.answeredAt(), now);
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
            ask(counter, one, all);
        }
    }

    /// Of a budget, agents ask together. What one call cannot hold is asked for by the next, as is
    /// the budget's next version beside this one: the answer tells only its id.
    private void ask(HeldCounter counter, long atLeast, long waitedFor) {
        AskKey key = new AskKey(counter.subject(), counter.counter());
        Asked before = asks.get(key);
        if (before == null && asks.size() < AllowanceRequest.MAX_ASKS) {
            asks.put(key, new Asked(counter, atLeast, waitedFor));
        } else if (before != null && before.counter() == counter) {
            asks.put(key, before.with(atLeast, waitedFor));
        }
    }

    private record AskKey(String subject, Counter counter) {}

    private record Asked(HeldCounter counter, long atLeast, long waitedFor) {

        Asked with(long alsoAtLeast, long alsoWaitedFor) {
            return new Asked(
                    counter,
                    Math.max(atLeast, alsoAtLeast),
                    Math.min(Long.MAX_VALUE / 4, waitedFor + alsoWaitedFor));
        }

        AllowanceRequest.Ask ask() {
            return new AllowanceRequest.Ask(
                    counter.subject(),
                    counter.counter(),
                    atLeast,
                    counter.slices().wanted(waitedFor, atLeast));
        }
    }

    private record Told(HeldCounter counter, HeldSlice slice, long back, long over) {}
}
