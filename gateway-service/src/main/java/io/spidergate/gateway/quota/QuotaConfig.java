package io.spidergate.gateway.quota;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How this gateway holds slices of providers' quotas.
@ConfigMapping(prefix = "spidergate.quota")
interface QuotaConfig {

    /// How often slices are looked after: uses told, slices asked for ahead of need, given back.
    @WithDefault("PT0.25S")
    Duration tick();

    /// After so long without a call in a pool, what is unused of its slices goes back.
    @WithDefault("PT0.5S")
    Duration idle();

    /// Longest wait of a request for router-service's answer; then it is sent without.
    @WithDefault("PT1S")
    Duration patience();

    /// Pause after router-service did not answer, in which nobody waits for it.
    @WithDefault("PT0.5S")
    Duration retryAfter();
}
