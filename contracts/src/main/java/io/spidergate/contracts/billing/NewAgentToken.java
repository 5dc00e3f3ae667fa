package io.spidergate.contracts.billing;

import io.spidergate.contracts.routing.Spending;
import java.util.List;

/// Asks for an agent and its token in the default workspace.
///
/// @param spending `paid_ok` where it is absent
/// @param name 1 to 100 characters, unique among the tokens that are not revoked
public record NewAgentToken(
        String name, List<String> allowedModels, Spending spending, AgentLimits limits) {

    public NewAgentToken {
        allowedModels = List.copyOf(allowedModels);
        spending = spending == null ? Spending.PAID_OK : spending;
    }
}
