package io.spidergate.gateway.exchange;

import io.spidergate.contracts.billing.Counter;
import io.spidergate.gateway.allowance.AllowanceDecision.BudgetExceeded;
import io.spidergate.gateway.allowance.AllowanceDecision.BudgetStanding;
import io.spidergate.gateway.allowance.AllowanceDecision.RateLimited;
import io.spidergate.gateway.allowance.AllowanceDecision.RateStanding;
import io.spidergate.gateway.allowance.AllowanceDecision.Rates;
import io.spidergate.gateway.allowance.AllowanceDecision.TooLarge;
import io.spidergate.gateway.allowance.AllowanceDecision.Unavailable;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a caller is told whose rate or budget does not allow the request. Pure.
final class AllowanceRefusal {

    private AllowanceRefusal() {}

    static GatewayError rate(RateLimited limited, Instant now) {
        ErrorCode code =
                switch (limited.counter()) {
                    case REQUESTS_PER_DAY -> ErrorCode.DAILY_RATE_LIMIT_EXCEEDED;
                    case TOKENS_PER_DAY ->
                            isForTheDay(limited)
                                    ? ErrorCode.DAILY_RATE_LIMIT_EXCEEDED
                                    : ErrorCode.RATE_LIMIT_EXCEEDED;
                    case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, CONCURRENT_REQUESTS, BUDGET ->
                            ErrorCode.RATE_LIMIT_EXCEEDED;
                };
        return GatewayError.of(code, limited.used(), limited.limit(), unit(limited.counter()))
                .retryAfter(between(now, limited.retryAt()))
                .withHeaders(standing(limited.rates(), now));
    }

    /// Nothing that runs may bring some back.
    private static boolean isForTheDay(RateLimited limited) {
        RateStanding tokens = limited.rates().tokens();
        return tokens == null || !limited.retryAt().isBefore(tokens.resetsAt());
    }

    static GatewayError tooLarge(TooLarge large) {
        return GatewayError.of(
                ErrorCode.REQUEST_TOO_LARGE,
                "its prompt and the answer that it asks for may take %d tokens, and the API key's limit is %d %s"
                        .formatted(large.tokens(), large.limit(), unit(large.counter())));
    }

    private static String unit(Counter counter) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE -> "requests per minute";
            case REQUESTS_PER_DAY -> "requests per day";
            case TOKENS_PER_MINUTE -> "tokens per minute";
            case TOKENS_PER_DAY -> "tokens per day";
            case CONCURRENT_REQUESTS -> "requests at a time";
            case BUDGET -> "US dollars per month";
        };
    }

    static GatewayError budget(BudgetExceeded exceeded, Instant now) {
        BudgetStanding standing = exceeded.standing();
        GatewayError error =
                GatewayError.of(
                                standing.isCeiling()
                                        ? ErrorCode.COST_CEILING_EXCEEDED
                                        : ErrorCode.BUDGET_EXCEEDED,
                                standing.spent(),
                                standing.cap(),
                                name(standing),
                                exceeded.needed(),
                                standing.resetsAt())
                        .withDetail(detail(exceeded));
        return standing.isCeiling() ? error.retryAfter(between(now, standing.resetsAt())) : error;
    }

    static String name(BudgetStanding standing) {
        return standing.budget() == null
                ? "the API key's monthly budget"
                : "the budget '%s'".formatted(standing.budget().name());
    }

    private static Map<String, Object> detail(BudgetExceeded exceeded) {
        BudgetStanding standing = exceeded.standing();
        Map<String, Object> detail = new LinkedHashMap<>();
        if (standing.budget() != null) {
            detail.put("budget", standing.budget().name());
            detail.put("budget_id", standing.budget().id());
        }
        detail.put("spent_usd", standing.spent().usd());
        detail.put("cap_usd", standing.cap().usd());
        detail.put("needed_usd", exceeded.needed().usd());
        detail.put("resets_at", standing.resetsAt().toString());
        return detail;
    }

    static GatewayError unavailable(Unavailable unavailable, Instant now) {
        String what = unavailable.counter() == Counter.BUDGET ? "budget" : "rate limit";
        return GatewayError.of(ErrorCode.BUDGET_UNAVAILABLE, what)
                .retryAfter(between(now, unavailable.retryAt()));
    }

    static Map<String, String> standing(Rates rates, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "Requests", rates.requests(), now);
        put(headers, "Tokens", rates.tokens(), now);
        RateStanding first = rates.requests() == null ? rates.tokens() : rates.requests();
        if (first != null) {
            headers.put("X-RateLimit-Reset", seconds(first, now));
        }
        return headers;
    }

    private static void put(
            Map<String, String> headers,
            String unit,
            @Nullable RateStanding standing,
            Instant now) {
        if (standing != null) {
            headers.put("X-RateLimit-Limit-" + unit, Long.toString(standing.limit()));
            headers.put(
                    "X-RateLimit-Remaining-" + unit,
                    Long.toString(Math.max(0, standing.remaining())));
            headers.put("X-RateLimit-Reset-" + unit, seconds(standing, now));
        }
    }

    /// Whole seconds from now, rounded up.
    private static String seconds(RateStanding standing, Instant now) {
        return Long.toString((between(now, standing.resetsAt()).toMillis() + 999) / 1_000);
    }

    private static Duration between(Instant now, Instant then) {
        Duration wait = Duration.between(now, then);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
