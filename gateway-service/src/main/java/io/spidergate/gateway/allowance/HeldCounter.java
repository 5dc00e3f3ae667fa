package io.spidergate.gateway.allowance;

import io.spidergate.allowance.Attempt;
import io.spidergate.allowance.HeldAllowance;
import io.spidergate.allowance.HeldSlice;
import io.spidergate.allowance.Settlement;
import io.spidergate.allowance.Terms;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.contracts.billing.TokenBudget;
import io.spidergate.gateway.allowance.AllowanceDecision.BudgetStanding;
import io.spidergate.gateway.allowance.AllowanceDecision.RateStanding;
import io.spidergate.gateway.allowance.AllowanceDecision.Rates;
import io.spidergate.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One counter of one agent in this gateway: its slices, where it stood when billing last spoke of
/// it, and whether billing has refused more.
final class HeldCounter {

    private final String subject;
    private final Counter counter;
    private final @Nullable TokenBudget budget;
    private final long limit;
    private final boolean hard;
    private final HeldAllowance slices;
    private volatile @Nullable Standing standing;
    private volatile @Nullable Refusal refusal;

    /// @param budget null for a counter of an agent token's own limits
    private HeldCounter(
            String subject,
            Counter counter,
            @Nullable TokenBudget budget,
            long limit,
            boolean hard,
            long idleNanos,
            long now) {
        this.subject = subject;
        this.counter = counter;
        this.budget = budget;
        this.limit = limit;
        this.hard = hard;
        this.slices = new HeldAllowance(settlement(counter), idleNanos, now);
    }

    static HeldCounter of(
            String tokenRef, Counter counter, long limit, boolean hard, long idleNanos, long now) {
        return new HeldCounter(tokenRef, counter, null, limit, hard, idleNanos, now);
    }

    /// How wide the budget is, billing tells with each grant.
    static HeldCounter of(TokenBudget budget, long idleNanos, long now) {
        return new HeldCounter(
                budget.id(),
                Counter.BUDGET,
                budget,
                Terms.MAX_LIMIT,
                !budget.soft(),
                idleNanos,
                now);
    }

    /// A token's reference or a budget's id.
    String subject() {
        return subject;
    }

    Counter counter() {
        return counter;
    }

    long need(Need wanted) {
        return wanted.most(counter, limit);
    }

    /// How much to ask billing for, at least: the most while it has not refused that, then the
    /// least; 0 where it has refused even so much.
    long worthAsking(Need wanted, long now) {
        long most = need(wanted);
        if (!isDenied(most, now)) {
            return most;
        }
        long least = wanted.least(counter, limit);
        return isDenied(least, now) ? 0 : least;
    }

    /// The most if there is as much, and what there is where billing has no more.
    Attempt tryReserve(Need wanted, boolean billingIsAway, long now) {
        long most = need(wanted);
        long least = wanted.least(counter, limit);
        Attempt whole = slices.tryReserve(most, now);
        return whole == Attempt.NotEnough.NOT_ENOUGH
                        && least < most
                        && (billingIsAway || isDenied(most, now))
                ? slices.tryReserve(least, most, now)
                : whole;
    }

    boolean isHard() {
        return hard;
    }

    HeldAllowance slices() {
        return slices;
    }

    void granted(AllowanceResponse.Grant grant, Instant answeredAt, long sentNanos) {
        standing = new Standing(grant.limit(), grant.remaining(), grant.windowEndsAt());
        Refusal refused = refusal;
        if (refused != null && grant.amount() + grant.remaining() >= refused.asked()) {
            refusal = null;
        }
        slices.add(
                new HeldSlice(
                        grant.grantId(),
                        grant.amount(),
                        sentNanos,
                        nanos(answeredAt, grant.expiresAt()),
                        nanos(answeredAt, grant.windowEndsAt())));
    }

    void denied(AllowanceResponse.Denial denial, long asked, Instant answeredAt, long now) {
        refusal = new Refusal(denial, asked, now + nanos(answeredAt, denial.retryAt()));
    }

    /// Of what no window holds there is no need to ask; null where one does.
    @Nullable AllowanceDecision tooLarge(Need wanted) {
        return wanted.isBeyond(counter, limit)
                ? new AllowanceDecision.TooLarge(counter, wanted.estimate().leastTokens(), limit)
                : null;
    }

    /// Billing's last word, as long as asking again would be in vain.
    ///
    /// @param rates of all counters
    @Nullable AllowanceDecision refusal(Need wanted, Rates rates, long now) {
        long need = wanted.least(counter, limit);
        AllowanceResponse.Denial denial = denial(need, now);
        if (denial == null) {
            return null;
        }
        return switch (counter) {
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY ->
                    limited(denial, need, rates, denial.windowEndsAt());
            // What runs has mostly set aside more than it will use.
            case TOKENS_PER_MINUTE, TOKENS_PER_DAY ->
                    limited(
                            denial,
                            need,
                            rates,
                            slices.isInUse() ? denial.retryAt() : denial.windowEndsAt());
            case CONCURRENT_REQUESTS -> limited(denial, need, rates, denial.retryAt());
            case BUDGET ->
                    new AllowanceDecision.BudgetExceeded(
                            new BudgetStanding(
                                    budget,
                                    Money.ofNanoUsd(denial.used()),
                                    Money.ofNanoUsd(denial.limit()),
                                    denial.windowEndsAt()),
                            Money.ofNanoUsd(need));
        };
    }

    /// Whether asking for so much would be in vain.
    private boolean isDenied(long need, long now) {
        return denial(need, now) != null;
    }

    private AllowanceResponse.@Nullable Denial denial(long need, long now) {
        Refusal refused = refusal;
        return refused == null || need < refused.asked() || now - refused.untilNanos() >= 0
                ? null
                : refused.denial();
    }

    private AllowanceDecision limited(
            AllowanceResponse.Denial denial, long need, Rates rates, Instant retryAt) {
        return new AllowanceDecision.RateLimited(
                counter,
                denial.used() + need,
                denial.limit(),
                RateStandings.with(
                        rates,
                        counter,
                        new RateStanding(
                                denial.limit(),
                                Math.max(0, denial.limit() - denial.used()),
                                denial.windowEndsAt())),
                retryAt);
    }

    /// Null where billing has not spoken of it.
    @Nullable RateStanding standing(long now) {
        Standing known = standing;
        if (known == null) {
            return null;
        }
        long remaining = Math.max(0, known.remaining()) + slices.free(now);
        return new RateStanding(known.limit(), remaining, known.windowEndsAt());
    }

    /// Where a budget stands of which so much is spent, or set aside, that answers have to say so.
    @Nullable BudgetStanding warning(long now) {
        Standing known = standing;
        if (counter != Counter.BUDGET || known == null || (budget == null && hard)) {
            return null;
        }
        long used = known.limit() - known.remaining() - slices.free(now);
        int from = budget == null ? 100 : budget.warnAtPercent();
        return used < known.limit() / 100.0 * from
                ? null
                : new BudgetStanding(
                        budget,
                        Money.ofNanoUsd(used),
                        Money.ofNanoUsd(known.limit()),
                        known.windowEndsAt());
    }

    static Settlement settlement(Counter counter) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, TOKENS_PER_MINUTE, TOKENS_PER_DAY ->
                    Settlement.BY_GRANT;
            case CONCURRENT_REQUESTS -> Settlement.BY_RETURN;
            case BUDGET -> Settlement.BY_LEDGER;
        };
    }

    /// At most a day, so that sums of nanoseconds stay in range; a slice is renewed long before.
    static long nanos(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.compareTo(Duration.ofDays(1)) > 0
                ? Duration.ofDays(1).toNanos()
                : between.toNanos();
    }

    private record Standing(long limit, long remaining, Instant windowEndsAt) {}

    private record Refusal(AllowanceResponse.Denial denial, long asked, long untilNanos) {}
}
