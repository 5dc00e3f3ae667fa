package io.spidergate.billing.reconciliation;

import io.spidergate.billing.ledger.DeliveredEvents;
import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Basis;
import io.spidergate.contracts.gateway.RequestEvent.Evidence;
import io.spidergate.contracts.id.DeploymentId;
import java.time.Instant;
import java.util.List;

/// Requests with what their attempts have used.
final class AttemptedEvents {

    private AttemptedEvents() {}

    static AttemptRecord attempt(
            String provider, String account, long nanoUsd, Evidence evidence, long startedUs) {
        return new AttemptRecord(
                1,
                new DeploymentId("dep_" + provider),
                provider,
                account,
                null,
                "model-of-" + provider,
                startedUs,
                null,
                null,
                startedUs + 1,
                200,
                null,
                null,
                null,
                new RequestEvent.Usage(
                        evidence == Evidence.NONE ? 0 : 10,
                        0,
                        evidence == Evidence.NONE ? 0 : 3,
                        evidence),
                new RequestEvent.Cost(nanoUsd, nanoUsd == 0 ? Basis.UNPRICED : Basis.PRICED),
                List.of(),
                null);
    }

    static RequestEvent event(
            String token, Instant startedAt, long nanoUsd, List<AttemptRecord> attempts) {
        RequestEvent plain = DeliveredEvents.event(token, startedAt, nanoUsd);
        return new RequestEvent(
                plain.schema(),
                plain.requestId(),
                plain.startedAt(),
                plain.gatewayId(),
                plain.workspace(),
                plain.agent(),
                plain.agentName(),
                plain.tokenRef(),
                plain.endpoint(),
                plain.requestedModel(),
                plain.servedModel(),
                plain.servedProvider(),
                plain.streamed(),
                plain.outcome(),
                plain.usage(),
                plain.cost(),
                null,
                List.of(),
                plain.timing(),
                plain.plan(),
                attempts,
                null);
    }
}
