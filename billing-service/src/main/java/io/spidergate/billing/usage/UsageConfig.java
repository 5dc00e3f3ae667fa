package io.spidergate.billing.usage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What was used, by the hour.
@ConfigMapping(prefix = "spidergate.usage")
public interface UsageConfig {

    /// How long hours are kept. The ledger itself is kept for ever.
    @WithDefault("P400D")
    Duration keepFor();

    /// How often older ones are cleared away.
    @WithDefault("PT6H")
    Duration clearEvery();
}
