package io.spidergate.dashboard.peers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where the other services are.
public final class PeerAddresses {

    private PeerAddresses() {}

    /// router-service.
    @ConfigMapping(prefix = "spidergate.router")
    public interface Router {

        /// Its base address.
        @WithDefault("http://localhost:8082")
        URI url();
    }

    /// vault-service.
    @ConfigMapping(prefix = "spidergate.vault")
    public interface Vault {

        /// Its base address.
        @WithDefault("http://localhost:8083")
        URI url();
    }

    /// billing-service.
    @ConfigMapping(prefix = "spidergate.billing")
    public interface Billing {

        /// Its base address.
        @WithDefault("http://localhost:8084")
        URI url();
    }

    /// trace-collector.
    @ConfigMapping(prefix = "spidergate.traces")
    public interface Traces {

        /// Its base address.
        @WithDefault("http://localhost:8085")
        URI url();
    }
}
