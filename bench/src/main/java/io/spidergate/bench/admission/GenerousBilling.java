package io.spidergate.bench.admission;

import io.spidergate.contracts.billing.AllowanceRequest;
import io.spidergate.contracts.billing.AllowanceResponse;
import io.spidergate.gateway.allowance.AllowanceOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Grants more than any run can use, so that what is measured is the gateway alone.
final class GenerousBilling implements AllowanceOwner {

    private static final long PLENTY = 100_000_000_000_000_000L;
    private static final Duration LONG = Duration.ofHours(12);

    @Override
    public Answer ask(AllowanceRequest request) {
        Instant now = Instant.now();
        List<AllowanceResponse.Grant> grants =
                request.asks().stream()
                        .map(ask ->
                                new AllowanceResponse.Grant(
                                        "grt_" + ask.counter(),
                                        ask.subject(),
                                        ask.counter(),
                                        PLENTY,
                                        PLENTY,
                                        PLENTY,
                                        now.plus(LONG),
                                        now.plus(LONG)))
                        .toList();
        return new Answer.Heard(new AllowanceResponse(now, grants, List.of(), List.of()));
    }
}
