package io.spidergate.vault.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.vault.envelope.Secret;
import io.spidergate.vault.remote.HashicorpConfig;
import io.spidergate.vault.remote.HashicorpIdentity;
import io.spidergate.vault.remote.JsonCall;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads secrets where they are; nothing of them is kept.
@Singleton
public final class References {

    private static final int MAX_BYTES = 16_384;

    private final Path directory;
    private final HashicorpConfig hashicorp;
    private final JsonCall call = new JsonCall("HashiCorp Vault");

    References(ReferencesConfig config, HashicorpConfig hashicorp) {
        this.directory = config.directory();
        this.hashicorp = hashicorp;
    }

    /// What was found.
    public sealed interface Read {

        /// The caller closes the secret.
        record Found(Secret secret) implements Read {}

        /// @param why for people
        record Missing(String why) implements Read {}
    }

    public Read read(SecretReference reference) {
        return switch (reference) {
            case SecretReference.MountedFile(String path) -> file(directory.resolve(path));
            case SecretReference.HashicorpField field -> field(field);
        };
    }

    private static Read file(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                return new Read.Missing("%s has more than %d bytes".formatted(file, MAX_BYTES));
            }
            return found(Files.readString(file).strip(), file.toString());
        } catch (IOException e) {
            return new Read.Missing("%s cannot be read".formatted(file));
        }
    }

    private Read field(SecretReference.HashicorpField field) {
        if (hashicorp.url().isEmpty() || hashicorp.tokenFile().isEmpty()) {
            return new Read.Missing(
                    "spidergate.hashicorp.url and spidergate.hashicorp.token-file are not set");
        }
        try {
            JsonNode secret =
                    call.get(
                            URI.create(
                                    "%s/v1/%s/data/%s"
                                            .formatted(
                                                    hashicorp
                                                            .url()
                                                            .get()
                                                            .toString()
                                                            .replaceFirst("/+$", ""),
                                                    field.mount(),
                                                    field.path())),
                            HashicorpIdentity.of(hashicorp).headers());
            return found(
                    secret.path("data").path("data").path(field.field()).asText(""),
                    "%s/%s#%s".formatted(field.mount(), field.path(), field.field()));
        } catch (IOException e) {
            return new Read.Missing(String.valueOf(e.getMessage()));
        }
    }

    private static Read found(String text, String where) {
        return text.isEmpty()
                ? new Read.Missing("there is nothing in " + where)
                : new Read.Found(Secret.of(text));
    }
}
