package io.spidergate.contracts.vault;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/// vault-service, for the other services. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/vault/v1")
public interface VaultApi {

    /// 409 `credential_exists` when the vault holds the same secret for the same provider already.
    @POST
    @Path("/credentials")
    CredentialView add(NewCredential credential);

    @GET
    @Path("/credentials")
    List<CredentialView> credentials();

    @PATCH
    @Path("/credentials/{id}")
    CredentialView change(@PathParam("id") String id, CredentialChange change);

    @DELETE
    @Path("/credentials/{id}")
    void remove(@PathParam("id") String id);

    /// Lists the provider's models with the credential; the vault asks the router where the
    /// provider is.
    @POST
    @Path("/credentials/{id}/probe")
    ProbeResult probe(@PathParam("id") String id);

    /// The same without a credential, for a provider that asks for none.
    @POST
    @Path("/providers/{provider}/probe")
    ProbeResult probeProvider(@PathParam("provider") String provider);

    /// The list of models that a credential's provider gives; only for router-service.
    @POST
    @Path("/credentials/{id}/roster")
    Roster roster(@PathParam("id") String id);

    /// Only for gateways.
    @POST
    @Path("/leases")
    LeaseResponse lease(LeaseRequest request);

    /// Newest first; `limit` from 1 to 1000.
    @GET
    @Path("/audit")
    List<ReleaseAudit> audit(@QueryParam("limit") @DefaultValue("100") int limit);
}
