package io.spidergate.contracts.routing;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the models of a provider can do, at router-service. Errors are {@link
/// io.spidergate.contracts.Problem}.
@Path("/internal/router/v1/capabilities")
public interface CapabilityApi {

    /// What is declared of each model, and what was measured. 400 without a provider, 404 when
    /// there is none of that name.
    ///
    /// @param model as the provider knows it; all where absent
    @GET
    List<CapabilityView> capabilities(
            @Nullable @QueryParam("provider") String provider,
            @Nullable @QueryParam("model") String model);

    /// Forgets what was measured of a model on all accounts, at gateways too: the catalogue's word
    /// holds again. 400 without provider or model, 404 when nothing was measured of it.
    @DELETE
    void forget(
            @Nullable @QueryParam("provider") String provider,
            @Nullable @QueryParam("model") String model);
}
