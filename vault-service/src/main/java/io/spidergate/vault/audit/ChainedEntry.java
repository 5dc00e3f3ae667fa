package io.spidergate.vault.audit;

import io.spidergate.contracts.vault.ReleaseAudit;

/// A line of the audit with the hash that ties it to all lines before it.
record ChainedEntry(ReleaseAudit line, byte[] hash) {}
