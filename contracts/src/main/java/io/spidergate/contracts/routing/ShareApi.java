package io.spidergate.contracts.routing;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shares of aliases, at router-service. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/router/v1/shares")
public interface ShareApi {

    @GET
    List<ShareView> shares();

    /// Lets a share that has ended by itself go on, as if its model had never failed. 404 when
    /// there is no such share.
    ///
    /// @param workspace absent for the share of all who have none to themselves
    @POST
    @Path("/resume")
    void resume(
            @QueryParam("alias") String alias,
            @Nullable @QueryParam("workspace") String workspace,
            @QueryParam("model") String model);
}
