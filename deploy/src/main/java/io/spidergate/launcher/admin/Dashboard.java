package io.spidergate.launcher.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import io.spidergate.contracts.dashboard.AdminLogin;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.Optional;

/// The administrator's way into the dashboard, as dashboard-service tells it.
public final class Dashboard {

    private final ServiceClient client;

    public Dashboard(RunState state, Folders folders) {
        this.client = new ServiceClient(state, folders);
    }

    /// Empty when the service does not say: a banner is no reason to fail a start.
    public Optional<AdminLogin> adminLogin() {
        try {
            return Optional.of(
                    client.require(
                            client.get(Part.DASHBOARD, "/internal/dashboard/v1/admin-login"),
                            new TypeReference<>() {}));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }
}
