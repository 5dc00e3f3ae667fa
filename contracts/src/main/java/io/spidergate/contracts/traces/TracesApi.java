package io.spidergate.contracts.traces;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
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

    /// From what was asked for to who served it, and what that cost or would have cost.
    ///
    /// @param days 1 to 366: the current hour and all that began within so many days before
    /// @param limit rows, 1 to 1000
    @GET
    @Path("/flow")
    FlowReport flow(
            @QueryParam("days") @DefaultValue("7") int days,
            @QueryParam("limit") @DefaultValue("100") int limit);

    /// What was asked of each model on each account of the providers.
    ///
    /// @param days as of {@link #flow}
    @GET
    @Path("/attempts")
    List<AttemptUse> attempts(@QueryParam("days") @DefaultValue("7") int days);

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
