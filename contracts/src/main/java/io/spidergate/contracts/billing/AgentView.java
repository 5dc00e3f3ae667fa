package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import java.time.Instant;
import java.util.List;

/// An agent with its token and what it has spent.
///
/// @param spentThisMonthNanoUsd sum of its ledger entries in the current UTC month
/// @param requestsThisMonth requests with a ledger outcome in the same month
public record AgentView(
        AgentId id,
        WorkspaceId workspace,
        String tokenRef,
        String name,
        List<String> allowedModels,
        Spending spending,
        AgentLimits limits,
        boolean revoked,
        Instant createdAt,
        long spentThisMonthNanoUsd,
        long requestsThisMonth) {

    public AgentView {
        allowedModels = List.copyOf(allowedModels);
    }
}
