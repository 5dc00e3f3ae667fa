package io.spidergate.gateway.credential;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.spidergate.contracts.vault.LeaseResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// This process's key pair, to which the vault seals leases; made at start, never stored.
final class LeaseKey {

    private static final String TEMPLATE = "DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM";

    private final HybridDecrypt decrypt;
    private final String publicKey;
    private final String gatewayId;

    private LeaseKey(HybridDecrypt decrypt, String publicKey, String gatewayId) {
        this.decrypt = decrypt;
        this.publicKey = publicKey;
        this.gatewayId = gatewayId;
    }

    static LeaseKey generate(String gatewayId) {
        try {
            HybridConfig.register();
            KeysetHandle pair = KeysetHandle.generateNew(KeyTemplates.get(TEMPLATE));
            byte[] published =
                    TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                            pair.getPublicKeysetHandle());
            return new LeaseKey(
                    pair.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class),
                    Base64.getEncoder().encodeToString(published),
                    gatewayId);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this runtime cannot make a key of type " + TEMPLATE, e);
        }
    }

    /// As a lease request carries it.
    String publicKey() {
        return publicKey;
    }

    /// @throws GeneralSecurityException when the lease was sealed to another key, or for another
    ///   lease, credential or gateway
    Secret open(LeaseResponse.Lease lease) throws GeneralSecurityException {
        String context =
                LeaseResponse.Lease.contextInfo(
                        lease.leaseId(), lease.credential(), lease.version(), gatewayId);
        byte[] secret =
                decrypt.decrypt(sealedBytes(lease), context.getBytes(StandardCharsets.UTF_8));
        return new Secret(new String(secret, StandardCharsets.UTF_8));
    }

    private static byte[] sealedBytes(LeaseResponse.Lease lease) throws GeneralSecurityException {
        try {
            return Base64.getDecoder().decode(lease.sealed());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the sealed secret is not base64", e);
        }
    }
}
