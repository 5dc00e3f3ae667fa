package io.spidergate.vault.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When credentials are tested without being asked for.
@ConfigMapping(prefix = "spidergate.probe-schedule")
interface ScheduleConfig {

    /// How often each that is enabled is tested; listing a provider's models costs nothing.
    @WithDefault("PT6H")
    Duration every();
}
