package io.spidergate.gateway.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much is kept of answers, and for how long. Nothing is kept unless a request or its task
/// alias asks for it.
@ConfigMapping(prefix = "spidergate.cache")
public interface CacheConfig {

    /// Memory for all answers kept, in bytes; the least used go first. 0 keeps none.
    @WithDefault("67108864")
    long maxBytes();

    /// A larger answer is not kept, in bytes.
    @WithDefault("1048576")
    int maxAnswerBytes();

    /// How long an answer is kept where the request does not say.
    @WithDefault("1h")
    Duration ttl();
}
