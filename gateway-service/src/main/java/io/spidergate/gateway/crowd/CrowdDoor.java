package io.spidergate.gateway.crowd;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets requests in by [Turns]. What waits has been read up to its headers; its body stays in the
/// connection.
@Singleton
final class CrowdDoor {

    /// After the door that a drain closes, before any path of the API.
    private static final int ORDER = -850_000;

    private static final GatewayError REFUSAL =
            GatewayError.of(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "more requests wait than it has room for")
                    .retryAfter(Duration.ofSeconds(1));

    private final CrowdConfig config;
    private final Counter refused;
    private final AtomicInteger waiting = new AtomicInteger();

    /// One for each event loop, since loops do not wait for each other.
    private final ThreadLocal<Turns<RoutingContext>> turns = ThreadLocal.withInitial(this::turns);

    CrowdDoor(CrowdConfig config, MeterRegistry meters) {
        this.config = config;
        this.refused =
                Counter.builder("spidergate.crowd.refused")
                        .description("Requests that were refused because too many waited")
                        .register(meters);
        Gauge.builder("spidergate.crowd.waiting", waiting, AtomicInteger::get)
                .description("Requests that wait for their turn to begin")
                .register(meters);
    }

    void register(@Observes Router router) {
        router.route().method(HttpMethod.POST).order(ORDER).handler(this::pass);
    }

    private void pass(RoutingContext routing) {
        switch (turns.get().arrive(routing)) {
            case BEGINS -> routing.next();
            case WAITS -> {
                waiting.incrementAndGet();
                routing.request().pause();
            }
            case REFUSED -> {
                refused.increment();
                Caller.of(routing).sendWithoutReading(REFUSAL);
            }
        }
    }

    private Turns<RoutingContext> turns() {
        return new Turns<>(
                new VertxLoop(Vertx.currentContext()),
                config.beginAtOnce(),
                config.waiting(),
                this::begin);
    }

    /// In the context that it came in; whoever has left meanwhile asks for nothing any more.
    private void begin(RoutingContext routing) {
        waiting.decrementAndGet();
        Caller caller = Caller.of(routing);
        caller.onLoop(() -> {
            if (!caller.isGone()) {
                routing.next();
            }
        });
    }
}
