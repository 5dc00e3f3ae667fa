package io.spidergate.vault.envelope;

/// A secret as it lies in a row: under its own data key, which lies under the key-encryption
/// keyset.
///
/// @param wrappedKey the data key, encrypted
/// @param wrappingKeyId which key of the key-encryption keyset wrapped it; a key that no row names
///   can be retired
/// @param ciphertext the secret, encrypted under the data key
public record SealedSecret(byte[] wrappedKey, int wrappingKeyId, byte[] ciphertext) {

    @Override
    public String toString() {
        return "SealedSecret[wrappingKeyId=%s]".formatted(Integer.toUnsignedString(wrappingKeyId));
    }
}
