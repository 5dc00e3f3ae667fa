package io.spidergate.gateway.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/// Where this gateway keeps what it knows of agent tokens.
@ConfigMapping(prefix = "spidergate.admission")
public interface AdmissionConfig {

    /// File with the agent tokens as last heard, hashes and no secrets, so that a gateway which
    /// restarts while Kafka is away still knows its callers.
    @WithDefault("data/agent-tokens.json")
    Path tokensFile();

    /// How long a starting gateway waits for Kafka before it takes the tokens from the file.
    @WithDefault("2s")
    Duration kafkaGrace();

    /// How often changed tokens are written to the file, at most.
    @WithDefault("10s")
    Duration saveInterval();
}
