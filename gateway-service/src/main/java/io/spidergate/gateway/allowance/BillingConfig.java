package io.spidergate.gateway.allowance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where billing-service is.
@ConfigMapping(prefix = "spidergate.billing")
public interface BillingConfig {

    /// Base address of billing-service.
    @WithDefault("http://127.0.0.1:8084")
    URI url();
}
