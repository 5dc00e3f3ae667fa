package io.spidergate.gateway.allowance;

import java.util.concurrent.CompletableFuture;

/// A request that waits for billing's answer.
record Waiter(Need need, long sinceNanos, CompletableFuture<AllowanceDecision> decision) {

    /// Whoever has stopped waiting gets nothing, and what was taken for it goes back.
    void complete(AllowanceDecision made) {
        if (!decision.complete(made) && made instanceof AllowanceDecision.Taken taken) {
            taken.reservation().release();
        }
    }
}
