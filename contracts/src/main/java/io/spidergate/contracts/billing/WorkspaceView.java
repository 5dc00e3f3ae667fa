package io.spidergate.contracts.billing;

import io.spidergate.contracts.id.WorkspaceId;
import java.time.Instant;

/// A workspace as its operator sees it.
///
/// @param name for people
/// @param tokens that are not revoked
public record WorkspaceView(WorkspaceId id, String name, Instant createdAt, long tokens) {}
