package io.spidergate.gateway.exchange;

import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.spidergate.gateway.protocol.AskedRequest;
import io.spidergate.llm.conversation.Need;
import org.jspecify.annotations.Nullable;

/// What the API describes and this gateway cannot do: refused by name, never ignored in silence.
final class Unsupported {

    private Unsupported() {}

    static @Nullable GatewayError in(AskedRequest request) {
        if (request.options().cacheTtl().isPresent()
                && !request.options().cacheEnabled().orElse(false)) {
            return refuse(
                    "spidergate_options.cache_ttl_seconds",
                    "without spidergate_options.cache_enabled there is nothing to keep");
        }
        if (request.needs().contains(Need.AUDIO)) {
            return refuse("messages", "audio parts cannot be routed");
        }
        if (request.needs().contains(Need.FILES)) {
            return refuse("messages", "file parts cannot be routed");
        }
        return null;
    }

    private static GatewayError refuse(String field, String why) {
        return GatewayError.of(ErrorCode.UNSUPPORTED_PARAMETER, field, why).about(field);
    }
}
