package io.spidergate.vault.envelope;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The keyset under which everything else lies: whoever has it and the tables has the secrets.
public final class KeyEncryptionKeyset {

    private static final byte[] NOTHING = {};

    private static final byte[] FINGERPRINT_PURPOSE =
            "spidergate-fingerprint-keyset-v1".getBytes(StandardCharsets.UTF_8);

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle keyset;
    private final Aead aead;

    private KeyEncryptionKeyset(KeysetHandle keyset) throws GeneralSecurityException {
        this.keyset = keyset;
        this.aead = keyset.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    public static KeyEncryptionKeyset generate() {
        try {
            return new KeyEncryptionKeyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate a keyset", e);
        }
    }

    /// Empty unless `json` is a Tink keyset of AEAD keys. The cause is left out on purpose: a
    /// parser's words may quote the key.
    public static Optional<KeyEncryptionKeyset> parse(String json) {
        try {
            return Optional.of(
                    new KeyEncryptionKeyset(
                            TinkJsonProtoKeysetFormat.parseKeyset(
                                    json, InsecureSecretKeyAccess.get())));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// Whether it is a keyset that some key wraps, in Tink's form.
    public static boolean isWrapped(String json) {
        return json.contains("\"encryptedKeyset\"");
    }

    /// Empty unless it unwraps to a Tink keyset of AEAD keys.
    ///
    /// @throws IOException when the wrapping key refuses or cannot be asked
    public static Optional<KeyEncryptionKeyset> parseWrapped(String json, KeyWrapping wrapping)
            throws IOException {
        WrappingAead aead = new WrappingAead(wrapping);
        try {
            return Optional.of(
                    new KeyEncryptionKeyset(
                            TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, aead, NOTHING)));
        } catch (GeneralSecurityException e) {
            aead.rethrow();
            return Optional.empty();
        }
    }

    /// The keyset under a key that lives elsewhere; `tinkey` reads it with that key's URI.
    public String toJson(KeyWrapping wrapping) throws IOException {
        WrappingAead aead = new WrappingAead(wrapping);
        try {
            return TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(keyset, aead, NOTHING);
        } catch (GeneralSecurityException e) {
            aead.rethrow();
            throw new IllegalStateException("cannot wrap a keyset", e);
        }
    }

    /// The keyset in clear, for its file.
    public String toJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot write a keyset", e);
        }
    }

    public int primaryId() {
        return keyset.getPrimary().getId();
    }

    /// The primary one first, then the others from the newest on.
    public List<Integer> keyIds() {
        List<Integer> ids = new ArrayList<>();
        for (int at = keyset.size() - 1; at >= 0; at--) {
            ids.add(keyset.getAt(at).getId());
        }
        ids.remove(Integer.valueOf(primaryId()));
        ids.addFirst(primaryId());
        return ids;
    }

    /// The same with a fresh key, which is the primary one.
    public KeyEncryptionKeyset rotated() {
        return rebuilt(builder ->
                builder.addEntry(
                        KeysetHandle.generateEntryFromParameters(
                                        PredefinedAeadParameters.AES256_GCM)
                                .withRandomId()
                                .makePrimary()));
    }

    /// The same without those keys; the primary one stays.
    public KeyEncryptionKeyset without(Set<Integer> keyIds) {
        return rebuilt(builder -> {
            for (int at = keyset.size() - 1; at >= 0; at--) {
                int id = keyset.getAt(at).getId();
                if (keyIds.contains(id) && id != primaryId()) {
                    builder.deleteAt(at);
                }
            }
        });
    }

    /// The same, sealing with that key of it.
    public KeyEncryptionKeyset sealingWith(int keyId) {
        return rebuilt(builder -> {
            for (int at = 0; at < keyset.size(); at++) {
                if (keyset.getAt(at).getId() == keyId) {
                    builder.getAt(at).makePrimary();
                }
            }
        });
    }

    private KeyEncryptionKeyset rebuilt(Consumer<KeysetHandle.Builder> change) {
        try {
            KeysetHandle.Builder builder = KeysetHandle.newBuilder(keyset);
            change.accept(builder);
            return new KeyEncryptionKeyset(builder.build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot change a keyset", e);
        }
    }

    public SecretCipher cipher() {
        return new TinkEnvelope(aead, primaryId());
    }

    /// A fresh fingerprint keyset, sealed under this one.
    public byte[] newFingerprintKeyset() {
        try {
            return TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    KeysetHandle.generateNew(PredefinedPrfParameters.HMAC_SHA256_PRF),
                    aead,
                    FINGERPRINT_PURPOSE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot generate a fingerprint keyset", e);
        }
    }

    /// The same fingerprint keyset under the primary key; empty when another key-encryption keyset
    /// sealed it.
    public Optional<byte[]> rewrapFingerprints(byte[] sealedKeyset) {
        try {
            return Optional.of(
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            TinkProtoKeysetFormat.parseEncryptedKeyset(
                                    sealedKeyset, aead, FINGERPRINT_PURPOSE),
                            aead,
                            FINGERPRINT_PURPOSE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /// Empty when another key-encryption keyset sealed it.
    public Optional<Fingerprints> openFingerprints(byte[] sealedKeyset) {
        try {
            return Optional.of(
                    new Fingerprints(
                            TinkProtoKeysetFormat.parseEncryptedKeyset(
                                            sealedKeyset, aead, FINGERPRINT_PURPOSE)
                                    .getPrimitive(RegistryConfiguration.get(), PrfSet.class)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "KeyEncryptionKeyset[primary=%s, keys=%d]"
                .formatted(Integer.toUnsignedString(keyset.getPrimary().getId()), keyset.size());
    }
}
