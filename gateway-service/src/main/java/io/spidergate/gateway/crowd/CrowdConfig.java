package io.spidergate.gateway.crowd;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What happens where more callers arrive at once than can be served.
@ConfigMapping(prefix = "spidergate.crowd")
interface CrowdConfig {

    /// So many requests begin in one turn of an event loop; the others wait for the next ones.
    @WithDefault("64")
    int beginAtOnce();

    /// So many may wait at each event loop; further ones are refused with 503.
    @WithDefault("8192")
    int waiting();
}
