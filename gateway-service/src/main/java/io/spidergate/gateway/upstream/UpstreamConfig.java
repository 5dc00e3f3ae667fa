package io.spidergate.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the gateway talks to providers. Deadlines are each provider's own and come with the routing
/// snapshot.
@ConfigMapping(prefix = "spidergate.upstream")
public interface UpstreamConfig {

    /// Connections to one provider at most, for each event loop; more requests wait.
    @WithDefault("1024")
    int maxConnections();

    /// An idle connection is closed after this time, before the provider would.
    @WithDefault("20s")
    Duration keepAlive();

    /// Largest answer, or largest event of a streamed answer, that is taken from a provider, in
    /// bytes.
    @WithDefault("33554432")
    int maxAnswerBytes();

    /// A plain answer comes only when all of it is there: its first byte may take this many times
    /// the provider's deadline for the first token.
    @WithDefault("4")
    int plainPatience();
}
