package io.spidergate.gateway.exchange;

import io.spidergate.contracts.routing.Capability;
import io.spidergate.gateway.protocol.AskedRequest;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When a second candidate is asked beside one that is slow to begin. Streams of words only: their
/// first piece decides soon which of the two is stopped, so that little is paid for twice.
final class Hedge {

    private final Vertx vertx;
    private final @Nullable Duration after;
    private long timer = -1;

    private Hedge(Vertx vertx, @Nullable Duration after) {
        this.vertx = vertx;
        this.after = after;
    }

    static Hedge of(Exchange exchange, AliasTerms terms) {
        AskedRequest request = exchange.request();
        boolean inWords = request.stream() && request.operation() == Capability.CHAT;
        return new Hedge(
                exchange.runtime().vertx(), inWords ? terms.hedgeAfter(request.options()) : null);
    }

    /// Anew for each attempt.
    void start(Runnable slow) {
        cancel();
        if (after != null) {
            timer = vertx.setTimer(Math.max(1, after.toMillis()), id -> slow.run());
        }
    }

    void cancel() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            timer = -1;
        }
    }
}
