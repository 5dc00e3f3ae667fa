package io.spidergate.contracts.billing;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// What providers say that was used, held against the ledger, at billing-service. Errors are {@link
/// io.spidergate.contracts.Problem}.
@Path("/internal/billing/v1/reconciliation")
public interface ReconciliationApi {

    /// @param from the first UTC day, such as 2026-11-20; seven days before `until` where absent
    /// @param until the first day that is not asked about; tomorrow where absent. At most 366 days
    /// @param provider whose alone; all where absent
    @GET
    Reconciliation reconciliation(
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("provider") @Nullable String provider);

    /// Asks all providers now that there are keys for, and answers when all have been asked: the
    /// last seven days.
    @POST
    @Path("/read")
    Reconciliation read();
}
