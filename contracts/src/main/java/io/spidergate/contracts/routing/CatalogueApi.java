package io.spidergate.contracts.routing;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/// The files of the catalogue at router-service: one for each provider, by its id, and `aliases`.
/// Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/router/v1/catalogue")
public interface CatalogueApi {

    @GET
    List<CatalogueFile> files();

    /// With its text, in YAML. 404 when nobody has one of this name.
    @GET
    @Path("/{name}")
    CatalogueFile file(@PathParam("name") String name);

    /// Replaces what has the same name, or adds to it. 400 names field and line of what is wrong;
    /// 409 when a mounted file owns the name, or a provider that was added by itself.
    @PUT
    @Path("/{name}")
    CatalogueFile putFile(@PathParam("name") String name, CatalogueText text);

    /// What the release says holds again. 404 when none came by this API; 400 when the rest could
    /// not do without it.
    @DELETE
    @Path("/{name}")
    void removeFile(@PathParam("name") String name);
}
