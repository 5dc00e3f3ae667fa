package io.spidergate.contracts.billing;

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

/// billing-service, for the other services. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/billing/v1")
public interface BillingApi {

    /// 400 names the field that is wrong, 409 `token_name_taken`.
    @POST
    @Path("/agent-tokens")
    IssuedToken issue(NewAgentToken token);

    /// A page of agents, oldest first; see {@link io.spidergate.contracts.Pages}.
    ///
    /// @param workspace whose alone; all where absent
    /// @param limit from 1 to 1000
    /// @param after the token of the last agent of the page before; 404 when there is none
    @GET
    @Path("/agents")
    List<AgentView> agents(
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("after") @Nullable String after);

    /// Here and below: `token` is a token's reference, or the name of one that is not revoked;
    /// `workspace` says whose it must be, and where it is absent a reference may be of any, a name
    /// of the default one. 404 `agent_token_not_found` when there is none, or none that may be
    /// changed still.
    @GET
    @Path("/agent-tokens/{token}")
    AgentView agent(
            @PathParam("token") String token, @QueryParam("workspace") @Nullable String workspace);

    /// 400 names the field that is wrong, 409 `token_name_taken`.
    @PATCH
    @Path("/agent-tokens/{token}")
    AgentView change(
            @PathParam("token") String token,
            @QueryParam("workspace") @Nullable String workspace,
            TokenChange change);

    @POST
    @Path("/agent-tokens/{token}/rotate")
    IssuedToken rotate(
            @PathParam("token") String token,
            @QueryParam("workspace") @Nullable String workspace,
            Rotation rotation);

    @DELETE
    @Path("/agent-tokens/{token}")
    void revoke(
            @PathParam("token") String token, @QueryParam("workspace") @Nullable String workspace);

    /// 409 `workspace_exists`.
    @POST
    @Path("/workspaces")
    WorkspaceView createWorkspace(NewWorkspace workspace);

    /// A page of workspaces, by id.
    ///
    /// @param limit from 1 to 1000
    /// @param after the last workspace of the page before
    @GET
    @Path("/workspaces")
    List<WorkspaceView> workspaces(
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("after") @Nullable String after);

    /// 400 names the field that is wrong, 404 `workspace_not_found`.
    @PATCH
    @Path("/workspaces/{workspace}")
    WorkspaceView changeWorkspace(@PathParam("workspace") String workspace, WorkspaceChange change);

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

    /// @param entry id of a request or of a correction
    /// @param workspace whose it must be; any where absent. 404 `ledger_entry_not_found`
    @GET
    @Path("/ledger/entries/{entry}")
    LedgerEntryView ledgerEntry(
            @PathParam("entry") String entry, @QueryParam("workspace") @Nullable String workspace);

    /// Holds events, ledger and balances against each other.
    ///
    /// @param days the last so many UTC days, today included, 1 to 366; two where absent
    @GET
    @Path("/ledger/audit")
    LedgerAudit audit(@QueryParam("days") @Nullable Integer days);

    /// An entry of its own that corrects what a token has spent. 404 where there is no such token,
    /// 409 `correction_exists` where there is one of the same reference.
    @POST
    @Path("/ledger/corrections")
    LedgerCorrection correct(NewCorrection correction);
}
