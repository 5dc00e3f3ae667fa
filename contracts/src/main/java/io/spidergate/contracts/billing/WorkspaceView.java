package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;

/// A workspace as its operator sees it.
///
/// @param name for people
/// @param zone such as `Europe/Berlin`: by it the days, weeks and months of its budgets begin
/// @param tokens that are not revoked
public record WorkspaceView(
        WorkspaceId id, String name, String zone, Instant createdAt, long tokens) {}
