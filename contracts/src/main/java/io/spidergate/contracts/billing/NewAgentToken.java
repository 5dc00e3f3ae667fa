package io.spidergate.contracts.billing;

import java.util.List;

/// Asks for an agent and its token in the default workspace.
///
/// @param name 1 to 100 characters, unique among the tokens that are not revoked
public record NewAgentToken(
        String name, List<String> allowedModels, boolean freeOnly, AgentLimits limits) {

    public NewAgentToken {
        allowedModels = List.copyOf(allowedModels);
    }
}
