package io.spidergate.billing.reconciliation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where vault-service is, which holds the keys and asks the providers.
@ConfigMapping(prefix = "spidergate.vault")
interface VaultConfig {

    /// Base URL of vault-service.
    @WithDefault("http://127.0.0.1:8083")
    URI url();
}
