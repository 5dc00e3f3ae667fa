package io.spidergate.gateway.allowance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How this gateway holds slices of its agents' rates and budgets.
@ConfigMapping(prefix = "spidergate.allowance")
public interface AllowanceConfig {

    /// How often slices are looked after: renewed, asked for ahead of need, given back.
    @WithDefault("PT0.25S")
    Duration tick();

    /// After so long without a request of an agent, what is unused of its slices goes back.
    @WithDefault("PT1S")
    Duration idle();

    /// Longest wait of a request for billing's answer.
    @WithDefault("PT3S")
    Duration patience();

    /// Pause after billing did not answer, in which nobody waits for it.
    @WithDefault("PT0.5S")
    Duration retryAfter();
}
