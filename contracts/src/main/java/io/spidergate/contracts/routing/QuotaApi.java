package io.spidergate.contracts.routing;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/// Quota pools at router-service, for the other services. Errors are {@link
/// io.spidergate.contracts.Problem}.
@Path("/internal/router/v1/quota")
public interface QuotaApi {

    /// Takes a gateway's word about quota pools and grants what it asks for. Hearing the same word
    /// twice changes nothing. 400 names the field that is wrong; a pool that is not known is left
    /// out of the answer.
    @POST
    QuotaAnswer quota(QuotaRequest request);

    /// How all quota pools of the snapshot stand.
    @GET
    List<PoolView> pools();

    /// Forgets what was learnt of a quota pool: its limits, its uses, its cooldown, and that it
    /// shares with another. 404 when the snapshot has no such pool.
    @DELETE
    void forgetPool(@QueryParam("pool") String pool);

    /// How far the quotas of providers with a credential go, by what was asked of them. 503 when
    /// trace-collector, which counts that, does not answer.
    ///
    /// @param days 1 to 366: the current hour and all that began within so many days before
    @GET
    @Path("/capacity")
    List<CapacityView> capacity(@QueryParam("days") @DefaultValue("7") int days);
}
