package io.spidergate.billing.agent;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How agent tokens reach the gateways.
@ConfigMapping(prefix = "spidergate.agent-tokens")
interface AgentConfig {

    /// How often changes made by another replica are looked for; a replica's own changes are
    /// published at once.
    @WithDefault("PT0.2S")
    Duration publishEvery();

    /// How long whoever makes or revokes a token waits for the gateways to be told, at most.
    @WithDefault("PT2S")
    Duration publishPatience();

    /// Pause after Kafka or the database did not answer.
    @WithDefault("PT1S")
    Duration retryAfter();
}
