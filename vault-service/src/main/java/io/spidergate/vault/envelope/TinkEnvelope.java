package io.spidergate.vault.envelope;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.util.Optional;

/// Envelope encryption by Tink: AES-256-GCM data keys, one a secret, under the key-encryption
/// keyset.
final class TinkEnvelope implements SecretCipher {

    private final Aead keyEncryption;
    private final int wrappingKeyId;

    TinkEnvelope(Aead keyEncryption, int wrappingKeyId) {
        this.keyEncryption = keyEncryption;
        this.wrappingKeyId = wrappingKeyId;
    }

    @Override
    public SealedSecret seal(Secret secret, Binding binding) {
        byte[] bound = binding.associatedData();
        try {
            KeysetHandle dataKey = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
            Aead aead = dataKey.getPrimitive(RegistryConfiguration.get(), Aead.class);
            return new SealedSecret(
                    TinkProtoKeysetFormat.serializeEncryptedKeyset(dataKey, keyEncryption, bound),
                    wrappingKeyId,
                    secret.lend(clear -> encrypt(aead, clear, bound)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal " + binding, e);
        }
    }

    private static byte[] encrypt(Aead aead, byte[] clear, byte[] bound) {
        try {
            return aead.encrypt(clear, bound);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encrypt", e);
        }
    }

    @Override
    public Opening open(SealedSecret sealed, Binding binding) {
        byte[] bound = binding.associatedData();
        try {
            KeysetHandle dataKey =
                    TinkProtoKeysetFormat.parseEncryptedKeyset(
                            sealed.wrappedKey(), keyEncryption, bound);
            Aead aead = dataKey.getPrimitive(RegistryConfiguration.get(), Aead.class);
            return new Opening.Opened(Secret.owning(aead.decrypt(sealed.ciphertext(), bound)));
        } catch (GeneralSecurityException e) {
            return new Opening.Unreadable();
        }
    }

    @Override
    public Optional<SealedSecret> rewrap(SealedSecret sealed, Binding binding) {
        byte[] bound = binding.associatedData();
        try {
            KeysetHandle dataKey =
                    TinkProtoKeysetFormat.parseEncryptedKeyset(
                            sealed.wrappedKey(), keyEncryption, bound);
            return Optional.of(
                    new SealedSecret(
                            TinkProtoKeysetFormat.serializeEncryptedKeyset(
                                    dataKey, keyEncryption, bound),
                            wrappingKeyId,
                            sealed.ciphertext()));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
