package io.spidergate.vault.envelope;

import com.google.crypto.tink.prf.PrfSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/// Signs texts, so that what was given out is known again when it comes back, and nobody can make
/// the like who reads the database.
///
/// Law: the same text has unrelated signatures for two purposes.
public final class Signatures {

    /// Of base64url, without padding.
    public static final int LENGTH = 43;

    private static final int BYTES = 32;

    private final PrfSet prf;

    Signatures(PrfSet prf) {
        this.prf = prf;
    }

    public String of(String purpose, String text) {
        byte[] signed = Fields.encode("spidergate-signature-v1", purpose, text);
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(prf.computePrimary(signed, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign for " + purpose, e);
        }
    }

    /// Takes the same time wherever they differ.
    public boolean isOf(String purpose, String text, String signature) {
        return MessageDigest.isEqual(
                of(purpose, text).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }
}
