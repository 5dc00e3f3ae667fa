package io.spidergate.gateway.exchange;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.id.DeploymentId;
import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.gateway.cache.Keeping;
import io.spidergate.gateway.caller.Caller;
import io.spidergate.gateway.protocol.AnswerTotals;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the caller gets of an answer, and the copy of it that is kept. For one event loop.
final class Delivery {

    private static final String PLAIN = "application/json";

    private final Exchange exchange;
    private final RequestPlan.Serve plan;
    private final Taken taken;
    private final @Nullable Keeping keeping;
    private String mediaType = PLAIN;
    private boolean committed;

    /// @param keeping where the answer is to be kept, or null
    Delivery(Exchange exchange, RequestPlan.Serve plan, Taken taken, @Nullable Keeping keeping) {
        this.exchange = exchange;
        this.plan = plan;
        this.taken = taken;
        this.keeping = keeping;
    }

    /// Whether the caller has seen any of a stream.
    boolean isCommitted() {
        return committed;
    }

    void frames(byte[] frames, Attempt from) {
        Caller caller = exchange.caller();
        if (!committed) {
            committed = true;
            firstContent();
            mediaType = from.mediaType();
            caller.startStream(mediaType, headers(from.target().deployment().id()));
        }
        caller.write(frames);
        if (keeping != null) {
            keeping.frames(frames);
        }
        if (caller.isFull()) {
            from.pause();
            caller.onDrain(from::resume);
        }
    }

    void firstContent() {
        exchange.log().firstContent();
        exchange.runtime().metrics().firstContent(exchange.log().elapsedUs());
    }

    /// @param json as the protocol has it
    /// @param wrapped the same with what the gateway adds
    void whole(byte[] json, byte[] wrapped, AttemptRecord served, AnswerTotals totals) {
        keep(json, served, totals);
        exchange.caller().sendJson(200, headers(served.deployment()), wrapped);
    }

    void end(byte[] closing, AttemptRecord served, AnswerTotals totals) {
        keep(closing, served, totals);
        exchange.caller().endStream(closing);
    }

    private void keep(byte[] last, AttemptRecord served, AnswerTotals totals) {
        if (keeping != null) {
            keeping.whole(last, mediaType, served, totals.finishReason(), totals.text());
        }
    }

    private Map<String, String> headers(DeploymentId served) {
        Map<String, String> headers =
                AnswerWrapping.headers(plan.firstChoice(), served, taken, exchange.now());
        if (keeping != null) {
            headers.putAll(FromCache.MISS);
        }
        return headers;
    }
}
