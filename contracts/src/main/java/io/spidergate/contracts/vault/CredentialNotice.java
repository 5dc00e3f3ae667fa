package io.spidergate.contracts.vault;

import io.spidergate.contracts.id.CredentialId;
import java.time.Instant;

/// Tells the suite that a credential exists or has changed; the router builds deployments from it,
/// gateways drop revoked leases.
///
/// @param version grows with each change of the credential; a lease of an older version must not be
///   used
public record CredentialNotice(
        CredentialId id,
        String provider,
        String account,
        boolean enabled,
        int version,
        Instant changedAt) {}
