package io.spidergate.contracts.traces;

import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.RequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Traces, newest first.
///
/// @param next cursor of the following page; absent on the last one
public record TracePage(List<Row> traces, @Nullable String next) {

    public TracePage {
        traces = List.copyOf(traces);
    }

    public record Row(
            RequestId requestId,
            Instant startedAt,
            AgentId agent,
            String agentName,
            String requestedModel,
            @Nullable String servedModel,
            @Nullable String servedProvider,
            boolean streamed,
            RequestEvent.Result result,
            int httpStatus,
            @Nullable String errorCode,
            int attempts,
            long inputTokens,
            long outputTokens,
            long costNanoUsd,
            @Nullable Long firstContentUs,
            long durationUs) {}
}
