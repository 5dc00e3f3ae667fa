package io.spidergate.vault.lease;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig;
import io.restassured.response.Response;
import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.identity.ServiceName;
import io.spidergate.contracts.vault.LeaseResponse.Lease;
import io.spidergate.vault.VaultCalls;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A gateway as the vault sees it: an id and a key of its own.
public final class Gateway {

    private final String id;
    private final KeysetHandle key;

    public Gateway(String id) throws GeneralSecurityException {
        HybridConfig.register();
        this.id = id;
        this.key =
                KeysetHandle.generateNew(
                        KeyTemplates.get("DHKEM_X25519_HKDF_SHA256_HKDF_SHA256_AES_256_GCM"));
    }

    public String publicKey() throws GeneralSecurityException {
        return Base64.getEncoder()
                .encodeToString(
                        TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                                key.getPublicKeysetHandle()));
    }

    public Response lease(List<String> credentials) throws GeneralSecurityException {
        return VaultCalls.as(ServiceName.GATEWAY)
                .body(
                        Map.of(
                                "gatewayId", id,
                                "recipientPublicKey", publicKey(),
                                "credentials", credentials))
                .post(VaultCalls.BASE + "/leases");
    }

    public String open(String leaseId, String credential, int version, String sealed)
            throws GeneralSecurityException {
        String context = Lease.contextInfo(leaseId, new CredentialId(credential), version, id);
        byte[] clear =
                key.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class)
                        .decrypt(
                                Base64.getDecoder().decode(sealed),
                                context.getBytes(StandardCharsets.UTF_8));
        return new String(clear, StandardCharsets.UTF_8);
    }
}
