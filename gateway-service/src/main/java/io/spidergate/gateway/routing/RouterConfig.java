package io.spidergate.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where router-service is.
@ConfigMapping(prefix = "spidergate.router")
public interface RouterConfig {

    /// Base address of router-service.
    @WithDefault("http://localhost:8082")
    URI url();
}
