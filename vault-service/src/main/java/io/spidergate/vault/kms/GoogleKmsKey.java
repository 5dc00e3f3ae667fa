package io.spidergate.vault.kms;

import io.spidergate.vault.envelope.KeyWrapping;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;

/// A key of Google Cloud KMS.
final class GoogleKmsKey implements KeyWrapping {

    static final URI ADDRESS = URI.create("https://cloudkms.googleapis.com");

    private final KmsCall call = new KmsCall("Google Cloud KMS");
    private final String key;
    private final AccessTokens tokens;

    /// Who the vault is for Google.
    @FunctionalInterface
    interface AccessTokens {
        String next() throws IOException;
    }

    GoogleKmsKey(KmsUri.Google uri, URI address, AccessTokens tokens) {
        this.key = "%s/v1/%s".formatted(address.toString().replaceFirst("/+$", ""), uri.name());
        this.tokens = tokens;
    }

    @Override
    public byte[] wrap(byte[] clear) throws IOException {
        return bytes("encrypt", "plaintext", clear, "ciphertext", false);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) throws IOException {
        return bytes("decrypt", "ciphertext", wrapped, "plaintext", true);
    }

    private byte[] bytes(String act, String given, byte[] bytes, String asked, boolean unwraps)
            throws IOException {
        String text =
                call.post(
                                URI.create(key + ":" + act),
                                Map.of("Authorization", "Bearer " + tokens.next()),
                                Map.of(given, Base64.getEncoder().encodeToString(bytes)),
                                unwraps)
                        .path(asked)
                        .asText();
        return Base64.getDecoder().decode(text);
    }

    @Override
    public String toString() {
        return key;
    }
}
