package io.spidergate.vault.envelope;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// Shows Tink a {@link KeyWrapping}, and keeps what went wrong there, which Tink would hide.
final class WrappingAead implements Aead {

    private final KeyWrapping wrapping;
    private @Nullable IOException failure;

    WrappingAead(KeyWrapping wrapping) {
        this.wrapping = wrapping;
    }

    @FunctionalInterface
    private interface Step {
        byte[] of(byte[] bytes) throws IOException;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        return run(wrapping::wrap, plaintext);
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData)
            throws GeneralSecurityException {
        return run(wrapping::unwrap, ciphertext);
    }

    private byte[] run(Step step, byte[] bytes) throws GeneralSecurityException {
        try {
            return step.of(bytes);
        } catch (IOException e) {
            failure = e;
            throw new GeneralSecurityException("the key's home has refused", e);
        }
    }

    void rethrow() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
