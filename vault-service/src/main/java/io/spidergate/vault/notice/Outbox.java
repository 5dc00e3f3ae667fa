package io.spidergate.vault.notice;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CredentialNotice;
import java.util.List;

/// What the suite has yet to be told.
///
/// Laws: a message is sent at least once if, and only if, the caller's transaction was committed;
/// messages about one credential are sent in the order of their transactions, provided that these
/// lock its row.
public interface Outbox {

    /// Part of the caller's transaction.
    void append(List<CredentialNotice> notices);

    /// Tells consumers to drop all that they know; part of the caller's transaction.
    void forget(CredentialId credential);
}
