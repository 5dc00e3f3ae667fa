package io.spidergate.billing.reconciliation;

import io.spidergate.contracts.id.WorkspaceId;
import io.spidergate.contracts.vault.CredentialPurpose;
import io.spidergate.contracts.vault.CredentialView;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// An account that can be read, and with which credential. Pure.
record Reading(String provider, String account, String credential, WorkspaceId workspace) {

    /// One of each account: of several credentials the oldest.
    ///
    /// @param credentials oldest first
    static List<Reading> of(Collection<CredentialView> credentials) {
        TreeMap<String, Reading> readings = new TreeMap<>();
        credentials.stream()
                .filter(it -> it.purpose() == CredentialPurpose.USAGE && it.enabled())
                .map(Reading::of)
                .forEach(it -> readings.putIfAbsent(it.provider + "\n" + it.account, it));
        return List.copyOf(readings.values());
    }

    /// A workspace's own credentials are of accounts of its own.
    private static Reading of(CredentialView credential) {
        String account =
                credential.workspace().equals(WorkspaceId.DEFAULT)
                        ? credential.account()
                        : credential.workspace().value() + "/" + credential.account();
        return new Reading(
                credential.provider(), account, credential.id().value(), credential.workspace());
    }
}
