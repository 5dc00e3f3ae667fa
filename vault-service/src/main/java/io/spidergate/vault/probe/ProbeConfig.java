package io.spidergate.vault.probe;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How a credential is tested.
@ConfigMapping(prefix = "spidergate.probe")
interface ProbeConfig {

    /// How long the provider may take for its whole answer.
    @WithDefault("10s")
    Duration timeout();
}
