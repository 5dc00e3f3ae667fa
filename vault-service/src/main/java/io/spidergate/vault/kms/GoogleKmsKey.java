package io.spidergate.vault.kms;

import io.spidergate.vault.envelope.KeyWrapping;
import io.spidergate.vault.remote.JsonCall;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;

/// A key of Google Cloud KMS.
final class GoogleKmsKey implements KeyWrapping {

    static final URI ADDRESS = URI.create("https://cloudkms.googleapis.com");

    private final JsonCall call = new JsonCall("Google Cloud KMS");
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
        return decoded(
                call.post(
                                URI.create(key + ":encrypt"),
                                headers(),
                                Map.of("plaintext", Base64.getEncoder().encodeToString(clear)))
                        .path("ciphertext")
                        .asText());
    }

    @Override
    public byte[] unwrap(byte[] wrapped) throws IOException {
        return decoded(
                call.unwrap(
                                URI.create(key + ":decrypt"),
                                headers(),
                                Map.of("ciphertext", Base64.getEncoder().encodeToString(wrapped)))
                        .path("plaintext")
                        .asText());
    }

    private Map<String, String> headers() throws IOException {
        return Map.of("Authorization", "Bearer " + tokens.next());
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }

    @Override
    public String toString() {
        return key;
    }
}
