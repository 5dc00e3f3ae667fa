package io.spidergate.billing.allowance;

import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.allowance.OwnerPresence;
import io.spidergate.allowance.Terms;
import io.spidergate.billing.http.Refusal;
import io.spidergate.billing.store.StoreUnavailable;
import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.contracts.billing.Counter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where gateways ask for allowances.
@ApplicationScoped
public class AllowanceDesk {

    private static final int MAX_ID = 200;

    private final PostgresAllowances store;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OwnerPresence presence;

    AllowanceDesk(PostgresAllowances store, MeterRegistry meters, Clock clock) {
        this.store = store;
        this.meters = meters;
        this.clock = clock;
        this.presence = new OwnerPresence(clock.instant(), System.nanoTime());
    }

    public AllowanceResponse answer(AllowanceRequest request) {
        check(request);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant heardSince = presence.heard(now, System.nanoTime());
        try {
            AllowanceResponse response = store.answer(request, now, heardSince);
            count(response);
            return response;
        } catch (StoreUnavailable e) {
            presence.lost();
            throw e;
        }
    }

    private void count(AllowanceResponse response) {
        response.grants()
                .forEach(grant -> increment("spidergate.allowance.grants", grant.counter()));
        response.denials()
                .forEach(denial -> increment("spidergate.allowance.denials", denial.counter()));
    }

    private void increment(String meter, Counter counter) {
        meters.counter(meter, "counter", counter.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    private static void check(AllowanceRequest request) {
        requireId("gatewayId", request.gatewayId());
        requireAtMost("asks", request.asks().size(), AllowanceRequest.MAX_ASKS);
        requireAtMost("returns", request.returns().size(), AllowanceRequest.MAX_RETURNS);
        for (AllowanceRequest.Ask ask : request.asks()) {
            requireId("asks.subject", ask.subject());
            if (ask.counter() == null) {
                throw Refusal.badRequest("asks.counter", "'asks.counter' is missing");
            }
            if (ask.atLeast() < 1 || ask.atLeast() > Terms.MAX_LIMIT) {
                throw Refusal.badRequest(
                        "asks.atLeast",
                        "'asks.atLeast' must be from 1 to %d, got %d"
                                .formatted(Terms.MAX_LIMIT, ask.atLeast()));
            }
        }
        for (AllowanceRequest.Return word : request.returns()) {
            requireId("returns.grantId", word.grantId());
            if (word.unused() < 0) {
                throw Refusal.badRequest(
                        "returns.unused",
                        "'returns.unused' must be at least 0, got " + word.unused());
            }
            if (word.over() < 0) {
                throw Refusal.badRequest(
                        "returns.over", "'returns.over' must be at least 0, got " + word.over());
            }
        }
    }

    private static void requireAtMost(String field, int size, int limit) {
        if (size > limit) {
            throw Refusal.badRequest(
                    field,
                    "'%s' must have at most %d entries, got %d".formatted(field, limit, size));
        }
    }

    @SuppressWarnings("NullAway") // JSON may leave out what the record declares.
    private static void requireId(String field, String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_ID || id.indexOf('\0') >= 0) {
            throw Refusal.badRequest(
                    field, "'%s' must have 1 to %d characters".formatted(field, MAX_ID));
        }
    }
}
