package io.spidergate.gateway.exchange;

import io.spidergate.gateway.protocol.AskedRequest;
import io.vertx.core.Vertx;
import java.time.Duration;

/// The time that one request may take until its first content, all attempts together.
final class RequestDeadline {

    private final Vertx vertx;
    private final long millis;
    private long timer = -1;

    private RequestDeadline(Vertx vertx, long millis) {
        this.vertx = vertx;
        this.millis = millis;
    }

    static RequestDeadline of(ExchangeRuntime runtime, AskedRequest request) {
        Duration most = runtime.config().timeout();
        Duration asked = request.options().timeout().orElse(most);
        return new RequestDeadline(runtime.vertx(), Math.min(asked.toMillis(), most.toMillis()));
    }

    Duration allowed() {
        return Duration.ofMillis(millis);
    }

    void start(long elapsedMillis, Runnable late) {
        timer = vertx.setTimer(Math.max(1, millis - elapsedMillis), id -> late.run());
    }

    void cancel() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
