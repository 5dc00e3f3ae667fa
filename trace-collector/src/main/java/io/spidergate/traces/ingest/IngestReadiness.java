package io.spidergate.traces.ingest;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before the topic is being read.
@Readiness
@Singleton
final class IngestReadiness implements HealthCheck {

    private final IngestState state;

    IngestReadiness(IngestState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        return state.obstacle()
                .map(reason ->
                        HealthCheckResponse.named("request-events")
                                .down()
                                .withData("reason", reason)
                                .build())
                .orElseGet(() -> HealthCheckResponse.up("request-events"));
    }
}
