package io.spidergate.vault.lease;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long gateways possess what they were given.
@ConfigMapping(prefix = "spidergate.lease")
interface LeaseConfig {

    /// A gateway uses a secret this long without asking again. Longer outlasts longer outages of
    /// the vault, shorter forgets sooner when notices do not reach a gateway.
    @WithDefault("10m")
    Duration lifetime();
}
