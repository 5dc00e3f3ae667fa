package io.spidergate.contracts.billing;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// billing-service, for the other services. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/billing/v1")
public interface BillingApi {

    /// 400 names the field that is wrong, 409 `token_name_taken`.
    @POST
    @Path("/agent-tokens")
    IssuedToken issue(NewAgentToken token);

    @GET
    @Path("/agents")
    List<AgentView> agents();

    /// Revokes by token reference or by name; 404 when there is none.
    @DELETE
    @Path("/agent-tokens/{tokenRef}")
    void revoke(@PathParam("tokenRef") String tokenRef);

    /// Only for gateways.
    @POST
    @Path("/allowances")
    AllowanceResponse allowances(AllowanceRequest request);

    /// ISO-8601 instants; the current UTC month where absent; at most 366 days.
    @GET
    @Path("/spend")
    SpendReport spend(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to);

    /// As `/spend`, of one token alone.
    @GET
    @Path("/agent-tokens/{tokenRef}/spend")
    SpendReport spendOfToken(
            @PathParam("tokenRef") String tokenRef,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to);

    @GET
    @Path("/ledger/summary")
    LedgerSummary ledgerSummary();
}
