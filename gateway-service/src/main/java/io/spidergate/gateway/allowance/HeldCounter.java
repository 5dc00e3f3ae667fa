package io.spidergate.gateway.allowance;

import io.spidergate.allowance.HeldAllowance;
import io.spidergate.allowance.HeldSlice;
import io.spidergate.allowance.Settlement;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.money.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One counter of one agent in this gateway: its slices, where it stood when billing last spoke of
/// it, and whether billing has refused more.
final class HeldCounter {

    private final Counter counter;
    private final boolean hard;
    private final HeldAllowance slices;
    private volatile @Nullable Standing standing;
    private volatile @Nullable Refusal refusal;

    HeldCounter(Counter counter, boolean hard, long idleNanos, long now) {
        this.counter = counter;
        this.hard = hard;
        this.slices = new HeldAllowance(settlement(counter), idleNanos, now);
    }

    Counter counter() {
        return counter;
    }

    boolean isHard() {
        return hard;
    }

    HeldAllowance slices() {
        return slices;
    }

    void granted(AllowanceResponse.Grant grant, Instant answeredAt, long sentNanos) {
        standing = new Standing(grant.limit(), grant.remaining(), grant.windowEndsAt());
        refusal = null;
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

    /// Billing's last word, as long as asking again would be in vain.
    @Nullable AllowanceDecision refusal(long need, long now) {
        Refusal refused = refusal;
        if (refused == null || need < refused.asked() || now - refused.untilNanos() >= 0) {
            return null;
        }
        AllowanceResponse.Denial denial = refused.denial();
        return switch (counter) {
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY ->
                    new AllowanceDecision.RateLimited(
                            counter,
                            new AllowanceDecision.RequestLimit(
                                    denial.limit(), 0, denial.windowEndsAt()));
            case BUDGET ->
                    new AllowanceDecision.BudgetExceeded(
                            new AllowanceDecision.BudgetStanding(
                                    Money.ofNanoUsd(denial.used()),
                                    Money.ofNanoUsd(denial.limit()),
                                    denial.windowEndsAt()));
        };
    }

    AllowanceDecision.@Nullable RequestLimit requestLimit(long now) {
        Standing known = standing;
        if (counter == Counter.BUDGET || known == null) {
            return null;
        }
        long remaining = Math.max(0, known.remaining()) + slices.free(now);
        return new AllowanceDecision.RequestLimit(known.limit(), remaining, known.windowEndsAt());
    }

    /// Says so once a soft budget is used up.
    AllowanceDecision.@Nullable BudgetStanding warning(long now) {
        Standing known = standing;
        if (counter != Counter.BUDGET || hard || known == null) {
            return null;
        }
        long left = known.remaining() + slices.free(now);
        return left > 0
                ? null
                : new AllowanceDecision.BudgetStanding(
                        Money.ofNanoUsd(known.limit() - left),
                        Money.ofNanoUsd(known.limit()),
                        known.windowEndsAt());
    }

    static Settlement settlement(Counter counter) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY -> Settlement.BY_GRANT;
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
