package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.AgentId;
import java.time.Instant;
import java.util.List;

/// Spend of a range, by agent and by model.
///
/// @param from inclusive
/// @param to exclusive
public record SpendReport(
        Instant from,
        Instant to,
        long requests,
        long totalNanoUsd,
        List<ByAgent> byAgent,
        List<ByModel> byModel) {

    public SpendReport {
        byAgent = List.copyOf(byAgent);
        byModel = List.copyOf(byModel);
    }

    public record ByAgent(
            AgentId agent,
            String name,
            long requests,
            long inputTokens,
            long outputTokens,
            long nanoUsd) {}

    public record ByModel(
            String model, long requests, long inputTokens, long outputTokens, long nanoUsd) {}
}
