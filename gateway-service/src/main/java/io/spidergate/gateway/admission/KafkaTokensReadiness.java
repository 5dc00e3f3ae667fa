package io.spidergate.gateway.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before all agent tokens have been heard: an unknown token could not be told from an
/// unheard one.
@Readiness
@Singleton
final class KafkaTokensReadiness implements HealthCheck {

    private final KafkaAgentTokens tokens;

    @Inject
    KafkaTokensReadiness(KafkaAgentTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public HealthCheckResponse call() {
        return tokens.isComplete()
                ? HealthCheckResponse.named("agent-tokens").up().build()
                : HealthCheckResponse.named("agent-tokens")
                        .down()
                        .withData("reason", tokens.waitingFor())
                        .build();
    }
}
