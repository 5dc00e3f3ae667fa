package io.spidergate.traces.query;

import java.time.Instant;
import java.util.Optional;

/// Which traces are asked for.
///
/// @param from inclusive
/// @param to exclusive
/// @param agent id or name
/// @param model requested or served
record TraceFilter(
        Instant from,
        Optional<Instant> to,
        Optional<String> agent,
        Optional<Status> status,
        Optional<String> model,
        Optional<Long> minLatencyUs,
        Optional<Long> minCostNanoUsd) {

    enum Status {
        SUCCESS,
        ERROR
    }
}
