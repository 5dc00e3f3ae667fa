package io.spidergate.vault.credential;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.ProbeResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sealed credentials; each call is part of the caller's transaction where there is one.
///
/// Law: a provider of a workspace holds a fingerprint at most once.
interface CredentialStore {

    /// @return false when the provider has a credential of this fingerprint already
    boolean insert(StoredCredential credential, byte[] fingerprint);

    Optional<StoredCredential> withFingerprint(
            WorkspaceId workspace, String provider, byte[] fingerprint);

    /// Those that exist, held unchanged until the transaction ends.
    List<StoredCredential> find(Collection<CredentialId> ids);

    /// As it is at this moment, held by nobody.
    Optional<StoredCredential> read(CredentialId id);

    /// Those in use whose secret stays elsewhere, as they are at this moment, held by nobody.
    List<StoredCredential> withReference(Collection<CredentialId> ids);

    /// The same, and nobody else can change it until the transaction ends.
    Optional<StoredCredential> lock(CredentialId id);

    /// Oldest first, held unchanged until the transaction ends.
    List<StoredCredential> all();

    /// Oldest first, as they are at this moment, held by nobody.
    List<StoredCredential> page(int limit, @Nullable StoredCredential after);

    long count(boolean enabled);

    /// All but the secret and what it is bound to.
    void update(StoredCredential changed);

    void probed(CredentialId id, ProbeResult result, Instant at);

    /// An enabled one that was neither made nor probed since `before`; it counts as probed `now`.
    Optional<CredentialId> takeDue(Instant before, Instant now);

    /// @return what was removed
    Optional<StoredCredential> delete(CredentialId id);
}
