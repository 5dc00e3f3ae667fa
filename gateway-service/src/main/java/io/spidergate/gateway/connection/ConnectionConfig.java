package io.spidergate.gateway.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long callers' connections are kept.
@ConfigMapping(prefix = "spidergate.connections")
public interface ConnectionConfig {

    /// A connection on which no request is under way is closed after this time: an unused one, and
    /// one whose request never gets past its headers, however busily it sends them.
    @WithDefault("75s")
    Duration idleTimeout();
}
