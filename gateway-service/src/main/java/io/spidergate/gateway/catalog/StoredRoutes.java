package io.spidergate.gateway.catalog;

import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.caller.FrontDoor;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/// The calls of OpenAI's API that are about what it has stored. Here nothing is, and whoever asks
/// is told that instead of an unknown path.
@ApplicationScoped
class StoredRoutes {

    private static final List<String> PATHS =
            List.of("/responses/*", "/chat/completions/*", "/conversations", "/conversations/*");

    void register(@Observes Router router) {
        for (String prefix : FrontDoor.PREFIXES) {
            for (String path : PATHS) {
                FrontDoor.any(
                        router,
                        prefix + path,
                        routing ->
                                Caller.of(routing)
                                        .sendWithoutReading(
                                                GatewayError.of(ErrorCode.NOTHING_STORED)));
            }
        }
    }
}
