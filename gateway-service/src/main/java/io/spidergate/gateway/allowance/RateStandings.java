package io.spidergate.gateway.allowance;

import io.spidergate.contracts.billing.Counter;
import io.spidergate.gateway.allowance.AllowanceDecision.RateStanding;
import io.spidergate.gateway.allowance.AllowanceDecision.Rates;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the tightest of an agent's windows.
final class RateStandings {

    private RateStandings() {}

    static Rates of(List<HeldCounter> counters, long now) {
        Rates tightest = Rates.NONE;
        for (HeldCounter counter : counters) {
            RateStanding standing = counter.standing(now);
            if (standing != null) {
                tightest = with(tightest, counter.counter(), standing);
            }
        }
        return tightest;
    }

    /// The same where the standing is not tighter.
    static Rates with(Rates rates, Counter counter, RateStanding standing) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY ->
                    new Rates(tighter(rates.requests(), standing), rates.tokens());
            case TOKENS_PER_MINUTE, TOKENS_PER_DAY ->
                    new Rates(rates.requests(), tighter(rates.tokens(), standing));
            case CONCURRENT_REQUESTS, BUDGET -> rates;
        };
    }

    private static RateStanding tighter(@Nullable RateStanding one, RateStanding other) {
        return one == null || other.remaining() < one.remaining() ? other : one;
    }
}
