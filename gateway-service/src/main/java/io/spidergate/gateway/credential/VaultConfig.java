package io.spidergate.gateway.credential;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where vault-service is.
@ConfigMapping(prefix = "spidergate.vault")
public interface VaultConfig {

    /// Base address of vault-service.
    @WithDefault("http://localhost:8083")
    URI url();
}
