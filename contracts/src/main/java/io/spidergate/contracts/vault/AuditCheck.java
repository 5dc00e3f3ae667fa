package io.spidergate.contracts.vault;

import org.jspecify.annotations.Nullable;

/// Whether the audit's chain of hashes holds.
///
/// @param entries in all; 0 where the chain breaks
/// @param broken where and how the chain breaks, for people; absent where it holds
public record AuditCheck(long entries, @Nullable String broken) {}
