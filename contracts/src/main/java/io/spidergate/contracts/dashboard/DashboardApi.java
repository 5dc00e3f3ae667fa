package io.spidergate.contracts.dashboard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/// dashboard-service, for the other parts of the suite.
@Path("/internal/dashboard/v1")
public interface DashboardApi {

    /// Only for the operator, who has to tell a newcomer the way in.
    @GET
    @Path("/admin-login")
    AdminLogin adminLogin();
}
