package io.spidergate.contracts.vault;

import io.spidergate.contracts.id.CredentialId;
import java.util.List;

/// A gateway asks for credentials, sealed to a key that only this process holds.
///
/// @param gatewayId which process asks; written into the audit
/// @param recipientPublicKey Tink public keyset for HPKE
///   (`DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM`), binary, base64
public record LeaseRequest(
        String gatewayId, String recipientPublicKey, List<CredentialId> credentials) {

    public static final int MAX_CREDENTIALS = 500;

    public LeaseRequest {
        credentials = List.copyOf(credentials);
    }
}
