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
import org.jspecify.annotations.Nullable;

/// vault-service, for the other services. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/vault/v1")
public interface VaultApi {

    /// 409 `credential_exists` when the vault holds the same secret for the same provider already.
    @POST
    @Path("/credentials")
    CredentialView add(NewCredential credential);

    /// Calls the provider with a credential that is not stored. At a provider that lists its models
    /// to anybody a chat without content shows whether the key is good; it costs nothing.
    @POST
    @Path("/credentials/test")
    ProbeResult test(NewCredential credential);

    /// A page of them, oldest first; see {@link CredentialPages}.
    ///
    /// @param limit from 1 to 1000
    /// @param after the last credential of the page before; 404 when it is there no more
    @GET
    @Path("/credentials")
    List<CredentialView> credentials(
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("after") @Nullable String after);

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

    /// What the provider itself says that the credential's account has used; only for
    /// billing-service. 409 `usage_not_read` where the provider does not tell it to this
    /// credential.
    ///
    /// @param from the first UTC day, and `until` the one after the last; at most {@value
    ///   ProviderUsage#MAX_DAYS} days
    @POST
    @Path("/credentials/{id}/usage")
    ProviderUsage usage(
            @PathParam("id") String id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until);

    /// Only for gateways.
    @POST
    @Path("/leases")
    LeaseResponse lease(LeaseRequest request);

    @GET
    @Path("/keyset")
    KeysetView keyset();

    /// Makes a fresh key the primary one and brings everything under it, while requests go on; 409
    /// `keyset_not_settled` before the last rotation has ended, 409 `keyset_read_only` where the
    /// vault cannot write its file.
    @POST
    @Path("/keyset/rotate")
    KeysetView rotateKeyset();

    /// Takes the keys out of the file that nothing lies under; 409 `keyset_in_use` while something
    /// does.
    @POST
    @Path("/keyset/retire")
    KeysetView retireKeys();

    /// Newest first; `limit` from 1 to 1000.
    @GET
    @Path("/audit")
    List<ReleaseAudit> audit(@QueryParam("limit") @DefaultValue("100") int limit);

    /// Reads all of the audit and checks its chain.
    @GET
    @Path("/audit/check")
    AuditCheck checkAudit();
}
