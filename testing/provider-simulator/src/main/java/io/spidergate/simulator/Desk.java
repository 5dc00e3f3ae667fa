package io.spidergate.simulator;

import io.spidergate.simulator.account.PlanAccounts;
import io.spidergate.simulator.account.UsageBook;
import io.spidergate.simulator.account.UsageReports;
import io.spidergate.simulator.wire.Asked;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes requests off the wire, has them decided by a [Stage] and delivers the result.
final class Desk {

    private final Vertx vertx;
    private final Supplier<Stage> stage;
    private final CallLog log;
    private final Clock clock;
    private final ControlEndpoint control;
    private final PlanAccounts accounts;

    private final UsageReports usage;

    Desk(
            Vertx vertx,
            Supplier<Stage> stage,
            CallLog log,
            Clock clock,
            ControlEndpoint control,
            UsageBook used) {
        this.vertx = vertx;
        this.stage = stage;
        this.log = log;
        this.clock = clock;
        this.control = control;
        this.accounts = new PlanAccounts(clock);
        this.usage = new UsageReports(used, clock);
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
        if (path.startsWith(PlanAccounts.PREFIX)) {
            accounts.handle(request, body);
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
        if (UsageReports.isOne(path)) {
            String key = Keys.of(Endpoint.MODELS, request.headers()::get, request::getParam);
            usage.handle(request, parts[1], path, key);
            return;
        }
        String query = request.query() == null ? "" : request.query();
        serve(request, body, now, script.get(), Route.of(parts[2], query));
    }

    private void serve(
            HttpServerRequest request, Buffer body, Stage now, ProviderScript script, Route route) {
        Caller caller = script.caller(key(request, body, route));
        Asked asked = asked(request, body, route);
        long number = log.nextNumber();
        log.received(Call.received(number, clock.instant(), route.name(), caller, asked));
        List<Step> steps = now.play(new Visit(script, route, caller, asked, number));
        Delivery.start(vertx, request, steps, log, number);
    }

    /// A key that signs is known by its id, behind the simulator's own prefix.
    private static String key(HttpServerRequest request, Buffer body, Route route) {
        String authorization = request.getHeader("authorization");
        if (authorization == null || !authorization.startsWith("AWS4-")) {
            return Keys.of(route.endpoint(), request.headers()::get, request::getParam);
        }
        String id =
                AwsSignatures.signer(
                        request.method().name(),
                        request.path(),
                        body.getBytes(),
                        authorization,
                        name -> signed(request, name));
        return id.isEmpty() ? "forged" : "sim-" + id;
    }

    /// HTTP/2 has another place for the host.
    private static @Nullable String signed(HttpServerRequest request, String header) {
        return header.equals("host")
                ? String.valueOf(request.authority())
                : request.getHeader(header);
    }

    private static Asked asked(HttpServerRequest request, Buffer body, Route route) {
        Map<String, String> headers = new HashMap<>();
        request.headers()
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        headers.keySet().removeAll(Keys.HEADERS);
        boolean streams =
                route.endpoint() == Endpoint.GENERATE_STREAM
                        || route.endpoint() == Endpoint.CONVERSE_STREAM;
        return route.endpoint().isGoogles() || route.endpoint().isAwss()
                ? Asked.of(route.model(), streams, body.getBytes(), headers)
                : Asked.of(body.getBytes(), headers);
    }
}
