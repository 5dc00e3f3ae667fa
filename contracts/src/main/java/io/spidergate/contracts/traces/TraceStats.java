package io.spidergate.contracts.traces;

import java.time.Instant;
import java.util.List;

/// Totals of a range and its course.
///
/// @param errors requests that did not complete
/// @param fallbacks requests that completed, but not on the first candidate
/// @param latencyP50Us of the requests that reached a provider, as `latencyP95Us`; 0 when none did
/// @param buckets oldest first and without gaps; a bucket is named by the instant at which it
///   starts
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
