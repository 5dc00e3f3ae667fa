package io.spidergate.gateway.quota;

import java.util.concurrent.CompletableFuture;

/// A request that waits for the router's answer.
record PoolWaiter(long weight, long sinceNanos, CompletableFuture<QuotaDecision> decision) {

    /// Whoever has stopped waiting gets nothing, and what was taken for it goes back.
    void complete(QuotaDecision made) {
        if (!decision.complete(made) && made instanceof QuotaDecision.Taken(QuotaUse use)) {
            use.unsent();
        }
    }
}
