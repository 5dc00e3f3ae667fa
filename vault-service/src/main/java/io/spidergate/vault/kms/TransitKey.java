package io.spidergate.vault.kms;

import io.spidergate.vault.envelope.KeyWrapping;
import io.spidergate.vault.remote.HashicorpIdentity;
import io.spidergate.vault.remote.JsonCall;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// A key of the transit engine of HashiCorp Vault, whose ciphertexts are texts such as
/// `vault:v1:…`.
final class TransitKey implements KeyWrapping {

    private final JsonCall call = new JsonCall("HashiCorp Vault");
    private final String engine;
    private final String key;
    private final HashicorpIdentity identity;

    TransitKey(KmsUri.Transit uri, URI address, HashicorpIdentity identity) {
        this.engine =
                "%s/v1/%s/".formatted(address.toString().replaceFirst("/+$", ""), uri.mount());
        this.key = uri.key();
        this.identity = identity;
    }

    @Override
    public byte[] wrap(byte[] clear) throws IOException {
        return call.post(
                        URI.create(engine + "encrypt/" + key),
                        identity.headers(),
                        Map.of("plaintext", Base64.getEncoder().encodeToString(clear)))
                .path("data")
                .path("ciphertext")
                .asText()
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] unwrap(byte[] wrapped) throws IOException {
        String ciphertext = new String(wrapped, StandardCharsets.US_ASCII);
        return Base64.getDecoder()
                .decode(
                        call.unwrap(
                                        URI.create(engine + "decrypt/" + key),
                                        identity.headers(),
                                        Map.of("ciphertext", ciphertext))
                                .path("data")
                                .path("plaintext")
                                .asText());
    }

    @Override
    public String toString() {
        return engine + "keys/" + key;
    }
}
