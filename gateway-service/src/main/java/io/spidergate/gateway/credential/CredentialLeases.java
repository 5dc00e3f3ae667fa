package io.spidergate.gateway.credential;

import io.spidergate.contracts.id.CredentialId;
import org.jspecify.annotations.Nullable;

/// The credentials that this gateway may use at the moment.
public interface CredentialLeases {

    /// The open credential, or null while there is no valid lease of it. Never blocks; leases are
    /// fetched and renewed in the background for every credential that the routing table names.
    @Nullable Secret open(CredentialId credential);
}
