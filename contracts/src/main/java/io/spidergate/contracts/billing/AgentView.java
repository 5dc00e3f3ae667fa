package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.AgentId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.routing.Spending;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An agent with its token and what it has spent.
///
/// @param expiresAt null means never
/// @param previousUntil until when the secret before the last rotation goes on; null where none
///   does
/// @param identity by which JWTs it is recognised; null for by none
/// @param hasSecret whether it has a secret
/// @param spentThisMonthNanoUsd sum of its ledger entries in the current UTC month
/// @param requestsThisMonth requests with a ledger outcome in the same month
public record AgentView(
        AgentId id,
        WorkspaceId workspace,
        String tokenRef,
        String name,
        Set<String> scopes,
        List<String> allowedModels,
        Spending spending,
        AgentLimits limits,
        boolean revoked,
        boolean paused,
        @Nullable Instant expiresAt,
        @Nullable Instant previousUntil,
        CapturePolicy capture,
        List<String> tags,
        @Nullable JwtIdentity identity,
        boolean hasSecret,
        Instant createdAt,
        long spentThisMonthNanoUsd,
        long requestsThisMonth) {

    public AgentView {
        scopes = Set.copyOf(scopes);
        tags = List.copyOf(tags);
        allowedModels = List.copyOf(allowedModels);
    }
}
