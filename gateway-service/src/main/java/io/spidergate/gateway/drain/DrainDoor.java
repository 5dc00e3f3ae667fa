package io.spidergate.gateway.drain;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.error.ErrorCode;
import io.spidergate.gateway.error.GatewayError;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Closes the front door when the gateway begins to drain. Readiness goes down in the same moment;
/// the management port stays open to the end.
@Singleton
final class DrainDoor {

    private static final Logger LOG = Logger.getLogger(DrainDoor.class);

    /// After the front door has given the request its id, before any path of the API.
    private static final int ORDER = -900_000;

    /// By then a successor is up, or the next replica is asked.
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private static final GatewayError REFUSAL =
            GatewayError.of(ErrorCode.SERVICE_UNAVAILABLE, "it is about to stop and takes no more")
                    .retryAfter(COME_BACK)
                    .withHeaders(Map.of("connection", "close"));

    private final Clock clock = Clock.systemUTC();
    private final Drain drain;
    private final Counter refused;

    @Inject
    DrainDoor(
            @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay,
            MeterRegistry meters) {
        this.drain = new Drain(delay.orElse(Duration.ZERO));
        this.refused =
                Counter.builder("spidergate.drain.refused")
                        .description("Requests that arrived while the gateway drained")
                        .register(meters);
    }

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.info("draining: what is under way ends, what arrives is refused");
        drain.begin(clock.instant());
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::pass);
    }

    private void pass(RoutingContext routing) {
        if (drain.refusesAt(clock.instant())) {
            refused.increment();
            refuse(Caller.of(routing), routing.request());
        } else {
            routing.next();
        }
    }

    /// Once the body is in: the connection closes with the answer, and a caller who still writes
    /// would see a reset in its place. Who asks before he sends the body need not send it.
    private static void refuse(Caller caller, HttpServerRequest request) {
        if (request.isEnded() || request.getHeader("expect") != null) {
            caller.send(REFUSAL);
            return;
        }
        request.handler(bytes -> {});
        request.endHandler(nothing -> caller.send(REFUSAL));
        request.exceptionHandler(cause -> {}); // the caller has left
        request.resume();
    }
}
