package io.spidergate.contracts.routing;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// What providers' own lists of models say differently from the catalogue.
    @GET
    @Path("/rosters")
    List<RosterView> rosters();

    /// Asks a provider for its list now. 404 when the catalogue has no such provider, 409 when it
    /// has no enabled credential, 503 when the vault does not answer.
    @POST
    @Path("/rosters/{provider}/refresh")
    RosterView refreshRoster(@PathParam("provider") String provider);

    /// Applies or dismisses changes. 400 names a model that no change is about.
    @POST
    @Path("/rosters/{provider}/decisions")
    RosterView decideRoster(@PathParam("provider") String provider, RosterDecision decision);

    /// What is left alone after failures, what cools longest first.
    @GET
    @Path("/cooldowns")
    List<CooldownView> cooldowns();

    /// Ends a cooldown by hand: all that was learnt until now is forgotten, by gateways too. 404
    /// when nothing of that key is in trouble.
    ///
    /// @param key of a cooldown; all where absent
    @DELETE
    @Path("/cooldowns")
    void resetCooldown(@Nullable @QueryParam("key") String key);
}
