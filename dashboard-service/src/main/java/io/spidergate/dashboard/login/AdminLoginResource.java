package io.spidergate.dashboard.login;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.spidergate.contracts.dashboard.AdminLogin;
import io.spidergate.contracts.dashboard.DashboardApi;
import io.spidergate.contracts.identity.ServiceName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;

/// Tells the operator whether the one-time password still opens the door; never the password.
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
final class AdminLoginResource implements DashboardApi {

    static final String ADMIN = "admin";

    private final PostgresAccounts accounts;

    AdminLoginResource(PostgresAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    @RolesAllowed(ServiceName.OPERATOR)
    public AdminLogin adminLogin() {
        try {
            return new AdminLogin(
                    accounts.find(ADMIN)
                            .filter(account -> account.passwordHash() != null)
                            .isPresent());
        } catch (SQLException e) {
            throw new IllegalStateException("the accounts cannot be read", e);
        }
    }
}
