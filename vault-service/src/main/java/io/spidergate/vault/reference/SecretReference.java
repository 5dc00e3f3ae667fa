package io.spidergate.vault.reference;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a secret is that the vault does not keep. Pure.
public sealed interface SecretReference {

    /// For people.
    String FORM_IN_WORDS =
            "file:PATH below spidergate.references.directory, such as file:groq/api-key, or hcvault:MOUNT/PATH#FIELD, such as hcvault:secret/llm/groq#api_key";

    int MAX_LENGTH = 500;

    Pattern FILE =
            Pattern.compile("file:((?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*)");
    Pattern HASHICORP =
            Pattern.compile("hcvault:([A-Za-z0-9_-]+)/([A-Za-z0-9._/-]+)#([A-Za-z0-9._-]+)");

    /// A file that something mounts, as Kubernetes does with a Secret.
    ///
    /// @param path below the folder that is meant for it; it never leads out
    record MountedFile(String path) implements SecretReference {}

    /// A field of a secret in HashiCorp Vault's key-value engine, version 2.
    record HashicorpField(String mount, String path, String field) implements SecretReference {}

    static Optional<SecretReference> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher file = FILE.matcher(text);
        if (file.matches()) {
            return Optional.of(new MountedFile(file.group(1)));
        }
        Matcher field = HASHICORP.matcher(text);
        return field.matches() && !field.group(2).contains("..")
                ? Optional.of(new HashicorpField(field.group(1), field.group(2), field.group(3)))
                : Optional.empty();
    }
}
