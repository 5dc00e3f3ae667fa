package io.spidergate.gateway.routing;

import io.spidergate.routing.RoutingTable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready before there is a table to plan with.
@Readiness
@Singleton
final class RoutingReadiness implements HealthCheck {

    private final SnapshotFeed feed;

    @Inject
    RoutingReadiness(SnapshotFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        RoutingTable table = feed.current();
        if (table == null) {
            return HealthCheckResponse.named("routing")
                    .down()
                    .withData("reason", feed.waitingFor())
                    .build();
        }
        return HealthCheckResponse.named("routing")
                .up()
                .withData("snapshotVersion", table.version())
                .build();
    }
}
