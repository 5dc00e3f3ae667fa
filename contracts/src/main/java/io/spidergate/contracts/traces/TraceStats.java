package io.spidergate.contracts.traces;

import java.time.Instant;
import java.util.List;

/// Totals of a range and its course.
///
/// @param errors requests that did not complete
/// @param fallbacks requests that completed, but not on the first candidate
public record TraceStats(
        Instant from,
        Instant to,
        long requests,
        long errors,
        long fallbacks,
        long inputTokens,
        long outputTokens,
        long costNanoUsd,
        long latencyP50Us,
        long latencyP95Us,
        List<Bucket> buckets) {

    public TraceStats {
        buckets = List.copyOf(buckets);
    }

    public record Bucket(Instant from, long requests, long errors, long costNanoUsd) {}
}
