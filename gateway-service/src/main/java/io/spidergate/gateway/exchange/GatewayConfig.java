package io.spidergate.gateway.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What holds for the gateway as a whole.
@ConfigMapping(prefix = "spidergate.gateway")
public interface GatewayConfig {

    /// What of requests and answers is kept in traces: `full` (texts too, at most 64 Ki characters
    /// of each), `metadata` or `none`. A token may say otherwise of itself.
    @WithDefault("metadata")
    Capture capture();
}
