package io.spidergate.vault.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the vault tells the suite about its credentials.
@ConfigMapping(prefix = "spidergate.notice")
interface NoticeConfig {

    /// Kafka brokers, `host:port`, separated by commas.
    @WithDefault("${kafka.bootstrap.servers:localhost:9092}")
    String bootstrapServers();

    /// How long one attempt to reach Kafka may take.
    @WithDefault("10s")
    Duration deliveryTimeout();

    /// Pause between looks for notices that another replica left unsent, and after a failed
    /// attempt.
    @WithDefault("1s")
    Duration pause();
}
