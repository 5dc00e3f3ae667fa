package io.spidergate.contracts.traces;

import io.spidergate.contracts.gateway.RequestEvent;
import java.util.List;

/// One request as it happened, and its time as spans.
public record TraceDetail(RequestEvent event, List<Span> spans) {

    public TraceDetail {
        spans = List.copyOf(spans);
    }

    /// @param name `request`, `admit`, `plan`, `wait`, `attempt 1` …, `relay`
    /// @param depth 0 for the whole request
    /// @param startUs microseconds since the request's start
    public record Span(
            String name, int depth, long startUs, long durationUs, boolean error, String note) {}
}
