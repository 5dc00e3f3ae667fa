package io.spidergate.contracts.traces;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// trace-collector, for the other services. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/traces/v1")
public interface TracesApi {

    /// Filters that are absent do not filter.
    ///
    /// @param from inclusive ISO-8601 instant; 24 hours ago where absent
    /// @param to exclusive
    /// @param agent id or name
    /// @param status `success`, `error` or absent
    /// @param model requested or served
    /// @param cursor of the page before
    /// @param limit 1 to 200
    @GET
    @Path("/traces")
    TracePage traces(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("status") @Nullable String status,
            @QueryParam("model") @Nullable String model,
            @QueryParam("minLatencyMs") @Nullable Long minLatencyMs,
            @QueryParam("minCostNanoUsd") @Nullable Long minCostNanoUsd,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") int limit);

    /// 404 `trace_not_found`.
    @GET
    @Path("/traces/{requestId}")
    TraceDetail trace(@PathParam("requestId") String requestId);

    /// Totals of the traces that {@link #traces} lists for the same filters.
    ///
    /// @param bucket `hour` or `day`
    @GET
    @Path("/stats")
    TraceStats stats(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("bucket") @DefaultValue("hour") String bucket,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("status") @Nullable String status,
            @QueryParam("model") @Nullable String model,
            @QueryParam("minLatencyMs") @Nullable Long minLatencyMs,
            @QueryParam("minCostNanoUsd") @Nullable Long minCostNanoUsd);
}
