package io.spidergate.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// What an operator decides about the dashboard.
@ConfigMapping(prefix = "spidergate.dashboard")
public interface DashboardConfig {

    /// Lets `admin` in until an own password is set, and never after that. Without it and without
    /// an own password nobody can log in.
    Optional<String> oneTimePassword();

    /// Where callers reach the gateway; shown in the first request to copy.
    @WithDefault("http://localhost:8080")
    URI gatewayUrl();

    /// A session ends this long after its last request.
    @WithDefault("2h")
    Duration sessionIdle();

    /// A session ends this long after its login, whatever happens.
    @WithDefault("12h")
    Duration sessionLifetime();

    /// How long a page waits for another service.
    @WithDefault("3s")
    Duration peerTimeout();
}
