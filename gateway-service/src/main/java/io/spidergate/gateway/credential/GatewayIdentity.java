package io.spidergate.gateway.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Which of several gateways this process is.
@ConfigMapping(prefix = "spidergate.gateway")
public interface GatewayIdentity {

    /// Name of this gateway in audits and traces; one of its own for each gateway.
    @WithDefault("${HOSTNAME:gateway}")
    String id();
}
