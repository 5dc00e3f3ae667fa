package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.FailureClass;
import io.spidergate.contracts.gateway.PlanRecord;
import io.spidergate.contracts.gateway.PlanRecord.ExclusionRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.DeploymentId;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How large an event can get: below what a broker takes by default, also where an operator has
/// made the topic and not the suite, which asks for 16 MiB.
class EventSizeTest {

    private static final int BROKERS_DEFAULT = 1_048_588;

    /// Of one text, as the capture cuts it; of a failure's message, as it is cut for a caller.
    private static final int CAPTURED = 64 * 1024;

    private static final int MESSAGE = 300;

    /// A control character takes six bytes in JSON, more than any other.
    private static final String WORST = "\u0001";

    /// More than any chain of the catalogue has.
    private static final int CHAIN = 250;

    @Test
    void theLargestEventIsBelowTheLimitOfAnyBroker() throws Exception {
        assertThat(Events.WRITER.writeValueAsBytes(largest()).length).isLessThan(BROKERS_DEFAULT);
    }

    private static RequestEvent largest() {
        RequestEvent event = Events.withPrompt(1, WORST.repeat(CAPTURED));
        return new RequestEvent(
                event.schema(),
                event.requestId(),
                event.startedAt(),
                event.gatewayId(),
                event.workspace(),
                event.agent(),
                event.agentName(),
                event.tokenRef(),
                event.endpoint(),
                WORST.repeat(256),
                event.servedModel(),
                event.servedProvider(),
                event.streamed(),
                event.outcome(),
                event.usage(),
                event.cost(),
                event.paidBecause(),
                event.budgetGrants(),
                event.timing(),
                plan(),
                IntStream.range(0, CHAIN / 5).mapToObj(EventSizeTest::attempt).toList(),
                new RequestEvent.Capture(WORST.repeat(CAPTURED), WORST.repeat(CAPTURED), true),
                Collections.nCopies(16, "é".repeat(64)));
    }

    private static PlanRecord plan() {
        return new PlanRecord(
                1,
                "spideriq/coding",
                IntStream.range(0, CHAIN / 5).mapToObj(EventSizeTest::deployment).toList(),
                IntStream.range(0, CHAIN)
                        .mapToObj(i ->
                                new ExclusionRecord(
                                        deployment(i), "no_credential", "y".repeat(200)))
                        .toList());
    }

    private static DeploymentId deployment(int number) {
        return new DeploymentId("dep_provider:account:" + "m".repeat(60) + number);
    }

    private static AttemptRecord attempt(int number) {
        return new AttemptRecord(
                number,
                deployment(number),
                "provider",
                "account",
                new CredentialId("cred_" + number),
                "m".repeat(60),
                1,
                2L,
                3L,
                4,
                503,
                FailureClass.OVERLOADED,
                "z".repeat(MESSAGE),
                1_000L,
                new RequestEvent.Usage(0, 0, 0, RequestEvent.Evidence.NONE),
                new RequestEvent.Cost(0, RequestEvent.Basis.NONE),
                Collections.nCopies(10, "n".repeat(201)),
                new AttemptRecord.Seam(1, 262_144));
    }
}
