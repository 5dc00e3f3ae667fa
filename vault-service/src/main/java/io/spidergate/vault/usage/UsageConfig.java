package io.spidergate.vault.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How providers are asked for their usage.
@ConfigMapping(prefix = "spidergate.usage")
interface UsageConfig {

    /// How long a provider may take for one page of its usage.
    @WithDefault("10s")
    Duration timeout();
}
