package io.spidergate.router.refresh;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where vault-service is, which alone can call providers with their keys.
@ConfigMapping(prefix = "spidergate.vault")
interface VaultConfig {

    /// Base URL of vault-service.
    @WithDefault("http://127.0.0.1:8083")
    URI url();
}
