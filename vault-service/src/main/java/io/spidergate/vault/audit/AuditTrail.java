package io.spidergate.vault.audit;

import io.spidergate.contracts.vault.ReleaseAudit;
import java.util.List;

/// The append-only record of what was done with credentials.
///
/// Laws: an entry exists exactly when the transaction that appended it was committed; sequences run
/// from 1 without a gap, whoever appends concurrently.
public interface AuditTrail {

    /// Part of the caller's transaction, of which it should be the last step: other writers wait
    /// from here to its end.
    void append(List<AuditFact> facts);

    /// Newest first.
    List<ReleaseAudit> newest(int limit);

    /// Reads all entries and checks the chain.
    AuditVerdict verify();
}
