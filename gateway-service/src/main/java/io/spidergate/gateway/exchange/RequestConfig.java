package io.spidergate.gateway.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How far the gateway goes for one request.
@ConfigMapping(prefix = "spidergate.chat")
public interface RequestConfig {

    /// Attempts at most; `spidergate_options.retry_count` can lower it.
    @WithDefault("6")
    int maxAttempts();

    /// Until the first content of a stream or the whole of a plain answer;
    /// `spidergate_options.timeout_ms` can lower it.
    @WithDefault("10m")
    Duration timeout();
}
