package io.spidergate.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spidergate.simulator.wire.Bodies;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/// Lets a test in another process script the simulator and read what it received.
final class ControlEndpoint {

    static final String PREFIX = "/_simulator/";

    private final CallLog log;
    private final Consumer<String> scenarios;

    /// @param scenarios takes new scenarios as text; throws [IllegalArgumentException] on wrong
    ///   ones
    ControlEndpoint(CallLog log, Consumer<String> scenarios) {
        this.log = log;
        this.scenarios = scenarios;
    }

    void handle(HttpServerRequest request, Buffer body) {
        String act = request.method() + " " + request.path().substring(PREFIX.length());
        switch (act) {
            case "GET health" -> request.response().end("up");
            case "GET calls" -> json(request, 200, calls());
            case "DELETE calls" -> {
                log.clear();
                empty(request);
            }
            case "PUT scenarios" -> change(request, body.toString());
            default -> json(request, 404, Bodies.object().put("message", "unknown: " + act));
        }
    }

    private void change(HttpServerRequest request, String text) {
        try {
            scenarios.accept(text);
            empty(request);
        } catch (IllegalArgumentException wrong) {
            json(request, 400, Bodies.object().put("message", wrong.getMessage()));
        }
    }

    private ObjectNode calls() {
        ObjectNode body = Bodies.object();
        ArrayNode calls = body.putArray("calls");
        for (Call call : log.all()) {
            calls.addObject()
                    .put("number", call.number())
                    .put("at", call.at().toString())
                    .put("provider", call.provider())
                    .put("endpoint", call.endpoint())
                    .put("key", call.key())
                    .put("account", call.account())
                    .put("model", call.model())
                    .put("stream", call.stream())
                    .put("status", call.status())
                    .put("cancelled", call.cancelled())
                    .put("finished", call.finished())
                    .put("bytesSent", call.bytesSent());
        }
        return body;
    }

    private static void json(HttpServerRequest request, int status, ObjectNode body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(Bodies.bytes(body)));
    }

    private static void empty(HttpServerRequest request) {
        request.response().setStatusCode(204).end();
    }
}
