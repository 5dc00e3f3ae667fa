package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.Counter;
import io.spidergate.gateway.allowance.AllowanceDecision.BudgetExceeded;
import io.spidergate.gateway.allowance.AllowanceDecision.BudgetStanding;
import io.spidergate.gateway.allowance.AllowanceDecision.RateLimited;
import io.spidergate.gateway.allowance.AllowanceDecision.RequestLimit;
import io.spidergate.gateway.allowance.AllowanceDecision.Unavailable;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// What a caller is told whose rate or budget does not allow the request. Pure.
final class AllowanceRefusal {

    private AllowanceRefusal() {}

    static GatewayError rate(RateLimited limited, Instant now) {
        RequestLimit limit = limited.limit();
        ErrorCode code =
                limited.counter() == Counter.REQUESTS_PER_DAY
                        ? ErrorCode.DAILY_RATE_LIMIT_EXCEEDED
                        : ErrorCode.RATE_LIMIT_EXCEEDED;
        return GatewayError.of(code, limit.limit() - limit.remaining() + 1, limit.limit())
                .retryAfter(between(now, limit.resetsAt()))
                .withHeaders(standing(limit, now));
    }

    static GatewayError budget(BudgetExceeded exceeded) {
        BudgetStanding standing = exceeded.standing();
        return GatewayError.of(
                        ErrorCode.BUDGET_EXCEEDED,
                        standing.spent(),
                        standing.cap(),
                        standing.resetsAt())
                .withDetail(
                        Map.of(
                                "spent_usd", standing.spent().usd(),
                                "cap_usd", standing.cap().usd(),
                                "resets_at", standing.resetsAt().toString()));
    }

    static GatewayError unavailable(Unavailable unavailable, Instant now) {
        String what =
                switch (unavailable.counter()) {
                    case BUDGET -> "budget";
                    case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY -> "rate limit";
                };
        return GatewayError.of(ErrorCode.BUDGET_UNAVAILABLE, what)
                .retryAfter(between(now, unavailable.retryAt()));
    }

    /// `X-RateLimit-Reset` is in whole seconds from now, rounded up.
    static Map<String, String> standing(RequestLimit limit, Instant now) {
        long seconds = (between(now, limit.resetsAt()).toMillis() + 999) / 1_000;
        return Map.of(
                "X-RateLimit-Limit-Requests", Long.toString(limit.limit()),
                "X-RateLimit-Remaining-Requests", Long.toString(Math.max(0, limit.remaining())),
                "X-RateLimit-Reset", Long.toString(seconds));
    }

    private static Duration between(Instant now, Instant then) {
        Duration wait = Duration.between(now, then);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
