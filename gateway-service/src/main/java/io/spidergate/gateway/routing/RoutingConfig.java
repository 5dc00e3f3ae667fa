package io.spidergate.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// Where this gateway keeps its routing data.
@ConfigMapping(prefix = "spidergate.routing")
public interface RoutingConfig {

    /// File with the last good snapshot, so that a gateway which restarts while Kafka and
    /// router-service are away still serves.
    @WithDefault("data/snapshot.json")
    Path snapshotFile();

    /// How long a starting gateway waits for Kafka before it asks router-service.
    @WithDefault("2s")
    Duration kafkaGrace();

    /// How often a changed snapshot is written to the file, at most.
    @WithDefault("5s")
    Duration saveInterval();
}
