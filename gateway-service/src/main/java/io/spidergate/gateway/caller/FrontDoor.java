package io.spidergate.gateway.caller;

import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/// What all paths have in common: a request id for each, and a plain answer to what nobody serves.
@ApplicationScoped
public class FrontDoor {

    /// Where the API lives: as the manual says, and as every OpenAI client expects.
    public static final List<String> PREFIXES = List.of("/v1", "/api/gate/v1");

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    private static final int FIRST = -1_000_000;

    /// Before Quarkus's own filters, which serve internal endpoints: the API does not pass them.
    private static final int API = -500_000;

    /// Before [#API], whose wider patterns hold some of these paths too.
    private static final int MATCHING = API - 10;

    /// What is one path and no pattern is looked for first: it costs a comparison, where a pattern
    /// costs a match for each request that goes by.
    private static final int EXACT = MATCHING - 10;

    private static final int LAST = 1_000_000;
    private static final int MAX_SHOWN = 200;

    private final RequestIds ids = new RequestIds(Clock.systemUTC(), new LoopRandom());

    void register(@Observes Router router) {
        router.route()
                .order(FIRST)
                .handler(routing -> {
                    Caller.arrive(routing, ids.next());
                    routing.next();
                })
                .failureHandler(this::failed);
        router.route().order(LAST).handler(FrontDoor::unknown);
    }

    public static void get(Router router, String path, Handler<RoutingContext> handler) {
        serve(router, HttpMethod.GET, path, handler);
    }

    public static void post(Router router, String path, Handler<RoutingContext> handler) {
        serve(router, HttpMethod.POST, path, handler);
    }

    /// Whatever the method, after all that is served at a narrower path.
    public static void any(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).order(API + 2).handler(handler);
    }

    /// For paths in which a model's name stands, slashes and all.
    public static void postMatching(
            Router router, String pattern, Handler<RoutingContext> handler) {
        router.routeWithRegex(HttpMethod.POST, pattern).order(MATCHING).handler(handler);
        router.routeWithRegex(pattern)
                .order(MATCHING + 1)
                .handler(routing -> otherMethod(routing, HttpMethod.POST));
    }

    private static void serve(
            Router router, HttpMethod method, String path, Handler<RoutingContext> handler) {
        int order = path.contains("*") || path.contains(":") ? API : EXACT;
        router.route(method, path).order(order).handler(handler);
        router.route(path).order(order + 1).handler(routing -> otherMethod(routing, method));
    }

    private static void otherMethod(RoutingContext routing, HttpMethod allowed) {
        Caller.of(routing)
                .sendWithoutReading(
                        GatewayError.of(
                                        ErrorCode.METHOD_NOT_ALLOWED,
                                        routing.request().method().name(),
                                        shown(routing),
                                        allowed.name())
                                .withHeaders(Map.of("Allow", allowed.name())));
    }

    private static void unknown(RoutingContext routing) {
        Caller.of(routing)
                .sendWithoutReading(
                        GatewayError.of(
                                ErrorCode.NOT_FOUND,
                                routing.request().method().name(),
                                shown(routing)));
    }

    /// What nobody caught: a path that cannot be decoded, or a defect.
    private void failed(RoutingContext routing) {
        Caller caller = Caller.of(routing);
        if (routing.statusCode() == 400) {
            caller.sendWithoutReading(
                    GatewayError.of(ErrorCode.INVALID_VALUE, "the path or query is malformed"));
            return;
        }
        LOG.errorf(routing.failure(), "request %s met a defect", caller.requestId());
        caller.sendWithoutReading(
                GatewayError.of(ErrorCode.INTERNAL_ERROR, caller.requestId().value()));
    }

    private static String shown(RoutingContext routing) {
        String path = routing.request().path();
        return path.length() <= MAX_SHOWN ? path : path.substring(0, MAX_SHOWN) + "…";
    }

    /// A generator for each event loop, so that none waits for another; ids are names, not secrets.
    private static final class LoopRandom implements RandomGenerator {

        private static final SecureRandom SEED = new SecureRandom();
        private final ThreadLocal<SplittableRandom> random =
                ThreadLocal.withInitial(() -> new SplittableRandom(SEED.nextLong()));

        @Override
        public long nextLong() {
            return random.get().nextLong();
        }
    }
}
