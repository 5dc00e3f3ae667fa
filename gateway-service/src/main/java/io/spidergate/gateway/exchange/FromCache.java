package io.spidergate.gateway.exchange;

import io.spidergate.gateway.allowance.AllowanceDecision.Taken;
import io.spidergate.gateway.answer.AnswerMetadata;
import io.spidergate.gateway.cache.CachedAnswer;
import io.spidergate.gateway.caller.Caller;
import java.util.Map;

/// Answers a request with what was answered before: told and counted as any other, but nothing is
/// sent, nothing used and nothing paid.
final class FromCache {

    private static final String CACHE_STATUS = "Cache-Status"; // RFC 9211
    private static final Map<String, String> HIT = Map.of(CACHE_STATUS, "spidergate; hit");
    static final Map<String, String> MISS = Map.of(CACHE_STATUS, "spidergate; fwd=miss");

    private FromCache() {}

    static void answer(Exchange exchange, RequestPlan.Serve plan, CachedAnswer kept, Taken taken) {
        Map<String, String> headers =
                AnswerWrapping.headers(
                        plan.firstChoice(), kept.deployment(), taken, exchange.now());
        headers.putAll(HIT);
        exchange.telling()
                .tellCached(
                        kept,
                        taken.reservation(),
                        safe -> {
                            if (safe) {
                                send(exchange, plan, kept, headers);
                            } else {
                                exchange.caller().send(AnswerWrapping.notWrittenDown());
                            }
                        });
    }

    private static void send(
            Exchange exchange,
            RequestPlan.Serve plan,
            CachedAnswer kept,
            Map<String, String> headers) {
        Caller caller = exchange.caller();
        if (exchange.request().stream()) {
            caller.startStream(kept.mediaType(), headers);
            caller.endStream(kept.bytes());
        } else {
            caller.sendJson(200, headers, withMetadata(exchange, plan, kept));
        }
    }

    private static byte[] withMetadata(
            Exchange exchange, RequestPlan.Serve plan, CachedAnswer kept) {
        ExchangeLog log = exchange.log();
        AnswerMetadata metadata =
                new AnswerMetadata(
                        kept.provider(),
                        kept.model(),
                        log.elapsedUs() / 1_000,
                        Charge.NOTHING.cost(),
                        null,
                        true,
                        !kept.deployment().equals(plan.firstChoice().id()),
                        exchange.request().model());
        return exchange.wantsTrace()
                ? metadata.addedTo(kept.bytes(), log.attempts(), log.plan())
                : metadata.addedTo(kept.bytes());
    }
}
