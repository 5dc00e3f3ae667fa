package io.spidergate.gateway.admission;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before agent tokens have been heard, or found on disk while Kafka is away: an unknown
/// token could not be told from an unheard one.
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
        HealthCheckResponseBuilder response = HealthCheckResponse.named("agent-tokens");
        if (tokens.isComplete()) {
            return response.up().withData("source", "topic").build();
        }
        Instant keptAt = tokens.keptAt();
        if (keptAt == null) {
            return response.down().withData("reason", tokens.waitingFor()).build();
        }
        return response.up()
                .withData("source", "disk")
                .withData("heardAt", keptAt.toString())
                .withData("ageSeconds", Duration.between(keptAt, Instant.now()).toSeconds())
                .withData("reason", tokens.waitingFor())
                .build();
    }
}
