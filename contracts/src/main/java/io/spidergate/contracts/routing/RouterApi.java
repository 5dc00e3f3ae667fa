package io.spidergate.contracts.routing;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/// router-service, for the other services. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/router/v1")
public interface RouterApi {

    /// For gateways that start while Kafka is away, and for the operator, who tells a newcomer what
    /// can serve.
    @GET
    @Path("/snapshot")
    RoutingSnapshot snapshot();

    @GET
    @Path("/providers")
    List<ProviderView> providers();

    /// 404 when there is none of that name.
    @GET
    @Path("/providers/{id}")
    ProviderView provider(@PathParam("id") String id);

    /// Adds a provider or replaces one that was added before; 409 when the name belongs to the
    /// catalogue.
    @PUT
    @Path("/providers/{id}")
    ProviderView putProvider(@PathParam("id") String id, NewProvider provider);

    /// 404 when there is none of that name, 409 when it belongs to the catalogue.
    @DELETE
    @Path("/providers/{id}")
    void removeProvider(@PathParam("id") String id);
}
