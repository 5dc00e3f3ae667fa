package io.spidergate.vault.envelope;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/// A public key to which a secret can be sealed, so that only its owner opens it (HPKE, RFC 9180).
public final class Recipient {

    static {
        try {
            HybridConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final HybridEncrypt encryption;

    private Recipient(HybridEncrypt encryption) {
        this.encryption = encryption;
    }

    /// Empty unless it is a public keyset of exactly one key of the suite's one cipher suite; a
    /// keyset with a private key is refused too.
    ///
    /// @param base64 Tink's binary public keyset
    public static Optional<Recipient> parse(String base64) {
        try {
            KeysetHandle keyset =
                    TinkProtoKeysetFormat.parseKeysetWithoutSecret(
                            Base64.getDecoder().decode(base64));
            return keyset.size() == 1 && isExpectedSuite(keyset)
                    ? Optional.of(
                            new Recipient(
                                    keyset.getPrimitive(
                                            RegistryConfiguration.get(), HybridEncrypt.class)))
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isExpectedSuite(KeysetHandle keyset) {
        return keyset.getPrimary().getKey().getParameters() instanceof HpkeParameters hpke
                && hpke.getKemId() == HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256
                && hpke.getKdfId() == HpkeParameters.KdfId.HKDF_SHA256
                && hpke.getAeadId() == HpkeParameters.AeadId.AES_256_GCM;
    }

    /// @return HPKE ciphertext, base64
    public String seal(Secret secret, String contextInfo) {
        byte[] context = contextInfo.getBytes(StandardCharsets.UTF_8);
        return secret.lend(clear -> Base64.getEncoder().encodeToString(encrypt(clear, context)));
    }

    private byte[] encrypt(byte[] clear, byte[] context) {
        try {
            return encryption.encrypt(clear, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal to the recipient", e);
        }
    }
}
