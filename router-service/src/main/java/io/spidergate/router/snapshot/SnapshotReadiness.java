package io.spidergate.router.snapshot;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready once a snapshot was published; says why not before that. Later trouble does not end it:
/// what was published still serves.
@Readiness
@Singleton
final class SnapshotReadiness implements HealthCheck {

    private final SnapshotPublisher publisher;

    SnapshotReadiness(SnapshotPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("routing snapshot")
                .status(publisher.hasPublished())
                .withData("state", publisher.state())
                .build();
    }
}
