package io.spidergate.gateway.caller;

import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/// Takes callers' bodies, each within its limits and all of them within the room that there is.
@ApplicationScoped
public class RequestBodies {

    private static final int SHARE_OF_HEAP = 5;

    private final BodyConfig config;
    private final BodyRoom room;

    RequestBodies(BodyConfig config) {
        this.config = config;
        long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
        long largest = Math.max(config.maxBodyBytes(), config.maxFormBytes());
        // Never so little that what is allowed could not be sent by one caller alone.
        this.room = new BodyRoom(Math.max(config.maxBytesAtOnce().orElse(share), largest));
    }

    /// Hands over the body, or answers with 408, 413, 415 or 503 itself.
    public void read(Caller caller, BodyKind kind, Consumer<byte[]> then) {
        HttpServerRequest request = caller.request();
        String type = request.getHeader("content-type");
        if (!kind.is(type)) {
            String shown = type == null ? "none" : type.substring(0, Math.min(100, type.length()));
            caller.sendWithoutReading(
                    GatewayError.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, shown, kind.mediaType()));
            return;
        }
        long most = kind == BodyKind.FORM ? config.maxFormBytes() : config.maxBodyBytes();
        RequestBody.read(caller, new RequestBody.Limits(most, config.bodyTimeout(), room), then);
    }
}
