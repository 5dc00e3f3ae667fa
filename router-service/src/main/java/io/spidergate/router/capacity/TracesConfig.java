package io.spidergate.router.capacity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where trace-collector is, which counts what was asked of providers.
@ConfigMapping(prefix = "spidergate.traces")
interface TracesConfig {

    /// Base URL of trace-collector.
    @WithDefault("http://127.0.0.1:8085")
    URI url();
}
