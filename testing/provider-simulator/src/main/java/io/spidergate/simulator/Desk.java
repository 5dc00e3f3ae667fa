package io.spidergate.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes requests off the wire, has them decided by a [Stage] and delivers the result.
final class Desk {

    private static final List<String> ENDPOINTS =
            List.of("chat/completions", "embeddings", "models");

    private final Vertx vertx;
    private final Supplier<Stage> stage;
    private final CallLog log;
    private final Clock clock;
    private final ControlEndpoint control;

    Desk(Vertx vertx, Supplier<Stage> stage, CallLog log, Clock clock, ControlEndpoint control) {
        this.vertx = vertx;
        this.stage = stage;
        this.log = log;
        this.clock = clock;
        this.control = control;
    }

    void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> route(request, body)); // else the client is gone
    }

    private void route(HttpServerRequest request, Buffer body) {
        String path = request.path();
        if (path.startsWith(ControlEndpoint.PREFIX)) {
            control.handle(request, body);
            return;
        }
        String[] parts = path.split("/", 3);
        Stage now = stage.get();
        Optional<ProviderScript> script =
                parts.length == 3 ? now.provider(parts[1]) : Optional.empty();
        if (script.isEmpty()) {
            request.response().setStatusCode(404).end("no such provider: " + path);
            return;
        }
        serve(request, body, now, script.get(), endpoint(parts[2]));
    }

    private void serve(
            HttpServerRequest request,
            Buffer body,
            Stage now,
            ProviderScript script,
            String endpoint) {
        Caller caller = script.caller(key(request));
        Stage.Asked asked = Stage.Asked.of(body.getBytes());
        long number = log.nextNumber();
        log.received(
                new Call(
                        number,
                        clock.instant(),
                        script.name(),
                        endpoint,
                        caller.fingerprint(),
                        caller.account(),
                        asked.model(),
                        asked.stream(),
                        0,
                        false,
                        false,
                        0));
        List<Step> steps = now.play(script, endpoint, caller, asked, number);
        Delivery.start(vertx, request, steps, log, number);
    }

    /// Whatever lies before it, such as `v1` or Gemini's `v1beta/openai`.
    private static String endpoint(String path) {
        return ENDPOINTS.stream().filter(path::endsWith).findFirst().orElse(path);
    }

    private static String key(HttpServerRequest request) {
        @Nullable String bearer = request.getHeader("authorization");
        if (bearer != null && bearer.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return bearer.substring(7).strip();
        }
        for (String name : List.of("x-api-key", "x-goog-api-key", "api-key")) {
            @Nullable String key = request.getHeader(name);
            if (key != null) {
                return key.strip();
            }
        }
        return "";
    }
}
