package io.spidergate.vault.kms;

import io.spidergate.vault.envelope.KeyWrapping;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A key of the transit engine of HashiCorp Vault, whose ciphertexts are texts such as
/// `vault:v1:…`.
final class TransitKey implements KeyWrapping {

    private final KmsCall call = new KmsCall("HashiCorp Vault");
    private final String engine;
    private final String key;
    private final Path tokenFile;
    private final Optional<String> namespace;

    TransitKey(KmsUri.Transit uri, URI address, Path tokenFile, Optional<String> namespace) {
        this.engine =
                "%s/v1/%s/".formatted(address.toString().replaceFirst("/+$", ""), uri.mount());
        this.key = uri.key();
        this.tokenFile = tokenFile;
        this.namespace = namespace;
    }

    @Override
    public byte[] wrap(byte[] clear) throws IOException {
        String ciphertext =
                text(
                        "encrypt",
                        "plaintext",
                        Base64.getEncoder().encodeToString(clear),
                        "ciphertext");
        return ciphertext.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) throws IOException {
        String ciphertext = new String(wrapped, StandardCharsets.US_ASCII);
        return Base64.getDecoder().decode(text("decrypt", "ciphertext", ciphertext, "plaintext"));
    }

    private String text(String act, String given, String value, String asked) throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Vault-Token", token());
        namespace.ifPresent(name -> headers.put("X-Vault-Namespace", name));
        return call.post(
                        URI.create(engine + act + "/" + key),
                        headers,
                        Map.of(given, value),
                        act.equals("decrypt"))
                .path("data")
                .path(asked)
                .asText();
    }

    private String token() throws IOException {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new KmsException(
                    "the token file %s (spidergate.hashicorp.token-file) cannot be read"
                            .formatted(tokenFile));
        }
    }

    @Override
    public String toString() {
        return engine + "keys/" + key;
    }
}
