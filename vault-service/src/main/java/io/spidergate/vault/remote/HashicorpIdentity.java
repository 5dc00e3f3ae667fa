package io.spidergate.vault.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What HashiCorp Vault knows this vault by.
///
/// @param tokenFile read at each call, for an agent renews the token in it
public record HashicorpIdentity(Path tokenFile, Optional<String> namespace) {

    public static HashicorpIdentity of(HashicorpConfig config) {
        return new HashicorpIdentity(
                config.tokenFile()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "spidergate.hashicorp.token-file is missing; HashiCorp Vault wants a token")),
                config.namespace());
    }

    public Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Vault-Token", token());
        namespace.ifPresent(name -> headers.put("X-Vault-Namespace", name));
        return headers;
    }

    private String token() throws IOException {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new RemoteException(
                    "the token file %s (spidergate.hashicorp.token-file) cannot be read"
                            .formatted(tokenFile));
        }
    }
}
