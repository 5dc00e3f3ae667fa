package io.spidergate.contracts.billing;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// What was used, at billing-service. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/billing/v1/usage")
public interface UsageApi {

    /// Filters that are absent do not filter.
    ///
    /// @param from inclusive; an ISO-8601 instant, a time without a zone, which is UTC, or a day; a
    ///   part of an hour counts as the whole. Seven days before `to` where absent
    /// @param to exclusive; now where absent
    /// @param bucket `hour` or `day`; a day is one of UTC
    /// @param compare also the range right before
    /// @param limit of each kind of group, 1 to 1000
    @GET
    UsageReport usage(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("bucket") @DefaultValue("day") String bucket,
            @QueryParam("compare") @DefaultValue("false") boolean compare,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("agent") @Nullable String agent,
            @QueryParam("alias") @Nullable String alias,
            @QueryParam("model") @Nullable String model,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("limit") @DefaultValue("100") int limit);

    /// @param workspace whose alone; all where absent
    /// @param limit of budgets, 1 to 1000
    @GET
    @Path("/forecast")
    SpendForecast forecast(
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("limit") @DefaultValue("100") int limit);
}
