package io.spidergate.vault.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Sealed credentials of a workspace; each call is part of the caller's transaction where there is
/// one.
///
/// Laws: a provider of a workspace holds a fingerprint at most once; nothing of one workspace is
/// found through another.
interface CredentialStore {

    /// @return false when the provider has a credential of this fingerprint already
    boolean insert(StoredCredential credential, byte[] fingerprint);

    Optional<StoredCredential> withFingerprint(
            WorkspaceId workspace, String provider, byte[] fingerprint);

    /// Those that exist, held unchanged until the transaction ends.
    List<StoredCredential> find(WorkspaceId workspace, Collection<CredentialId> ids);

    /// Oldest first, held unchanged until the transaction ends.
    List<StoredCredential> all(WorkspaceId workspace);

    long count(WorkspaceId workspace, boolean enabled);

    /// @return what was removed
    Optional<StoredCredential> delete(WorkspaceId workspace, CredentialId id);
}
