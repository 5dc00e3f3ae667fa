package io.spidergate.billing;

import io.spidergate.billing.agent.TokenPublication;
import io.spidergate.billing.ledger.LedgerReading;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Ready once the gateways can know every token and events reach the ledger; an outage of Kafka
/// later does not undo that, for allowances need only the database.
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
class Readiness implements HealthCheck {

    private final TokenPublication tokens;
    private final LedgerReading ledger;

    Readiness(TokenPublication tokens, LedgerReading ledger) {
        this.tokens = tokens;
        this.ledger = ledger;
    }

    @Override
    public HealthCheckResponse call() {
        boolean published = tokens.isReconciled();
        boolean reading = ledger.isReading();
        return HealthCheckResponse.named("billing")
                .withData(
                        "agentTokens",
                        published ? "published" : "the topic of agent tokens was not reached yet")
                .withData(
                        "ledger",
                        reading
                                ? "reading request events"
                                : "the topic of request events was not reached yet")
                .status(published && reading)
                .build();
    }
}
