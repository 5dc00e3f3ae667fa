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

/// Budgets of agents, tags and workspaces. Errors are {@link io.spidergate.contracts.Problem}.
@Path("/internal/billing/v1/budgets")
public interface BudgetApi {

    /// What was spent in the present period counts from its beginning on. 400 names the field that
    /// is wrong, 404 `workspace_not_found` or `agent_token_not_found`, 409 `budget_name_taken`.
    @POST
    BudgetView create(NewBudget budget);

    /// A page of budgets, by id.
    ///
    /// @param workspace whose alone; all where absent
    /// @param limit from 1 to 1000
    /// @param after the id of the last budget of the page before
    @GET
    List<BudgetView> budgets(
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("after") @Nullable String after);

    /// Those that the requests of a live token count in, but for that of its own limits; none where
    /// there is no such token.
    @GET
    @Path("/of-token/{tokenRef}")
    List<BudgetView> budgetsOf(@PathParam("tokenRef") String tokenRef);

    /// Here and below: `budget` is an id or a name; `workspace` says whose it must be, and where it
    /// is absent an id may be of any, a name of the default one. 404 `budget_not_found`.
    @GET
    @Path("/{budget}")
    BudgetView budget(
            @PathParam("budget") String budget,
            @QueryParam("workspace") @Nullable String workspace);

    /// Every gateway goes by it within a second. 400 names the field that is wrong, 409
    /// `budget_name_taken`.
    @PATCH
    @Path("/{budget}")
    BudgetView change(
            @PathParam("budget") String budget,
            @QueryParam("workspace") @Nullable String workspace,
            BudgetChange change);

    @DELETE
    @Path("/{budget}")
    void remove(
            @PathParam("budget") String budget,
            @QueryParam("workspace") @Nullable String workspace);
}
