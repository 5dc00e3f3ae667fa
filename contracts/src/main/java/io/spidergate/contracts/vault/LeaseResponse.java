package io.spidergate.contracts.vault;

import io.spidergate.contracts.id.CredentialId;
import java.time.Instant;
import java.util.List;

/// What the vault released, and what it did not and why.
public record LeaseResponse(List<Lease> leases, List<Refusal> refusals) {

    public LeaseResponse {
        leases = List.copyOf(leases);
        refusals = List.copyOf(refusals);
    }

    /// Time-bounded possession of a credential by one gateway.
    ///
    /// @param sealed HPKE ciphertext of the UTF-8 secret, base64; its context info is {@link
    ///   #contextInfo}
    public record Lease(
            String leaseId,
            CredentialId credential,
            int version,
            Instant expiresAt,
            String sealed) {

        /// Binds a sealed secret to its lease, so that neither can be swapped for another.
        public static String contextInfo(
                String leaseId, CredentialId credential, int version, String gatewayId) {
            return "spidergate-lease:%s:%s:%d:%s"
                    .formatted(leaseId, credential.value(), version, gatewayId);
        }
    }

    /// @param reason `unknown`, `disabled` or `unreadable`
    public record Refusal(CredentialId credential, String reason) {}
}
