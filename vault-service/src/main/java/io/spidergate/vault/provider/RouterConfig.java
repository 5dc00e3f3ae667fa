package io.spidergate.vault.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where router-service is, which knows the providers' addresses.
@ConfigMapping(prefix = "spidergate.router")
interface RouterConfig {

    /// Base URL of router-service.
    @WithDefault("http://127.0.0.1:8082")
    URI url();
}
