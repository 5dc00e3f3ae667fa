package io.spidergate.vault.keyset;

import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import io.spidergate.vault.envelope.KeyWrapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The key-encryption keyset on disk: in clear, or wrapped by a key that lives elsewhere.
final class KeysetFile {

    private final Path path;
    private final Optional<KeyWrapping> wrapping;

    /// The key's home is asked once for each text, however often the file is read.
    private String lastText = "";

    private Optional<KeyEncryptionKeyset> last = Optional.empty();

    KeysetFile(Path path, Optional<KeyWrapping> wrapping) {
        this.path = path;
        this.wrapping = wrapping;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /// Empty when the file holds no keyset.
    ///
    /// @throws KeysetRefusal when it is wrapped and cannot be unwrapped now
    synchronized Optional<KeyEncryptionKeyset> read() {
        String text = text();
        if (last.isEmpty() || !text.equals(lastText)) {
            last =
                    KeyEncryptionKeyset.isWrapped(text)
                            ? unwrapped(text)
                            : KeyEncryptionKeyset.parse(text);
            lastText = text;
        }
        return last;
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the keyset file " + path, e);
        }
    }

    private Optional<KeyEncryptionKeyset> unwrapped(String text) {
        KeyWrapping key =
                wrapping.orElseThrow(() ->
                        new KeysetRefusal(
                                "The keyset in %s is wrapped by a key of a KMS. Set spidergate.kms.key-uri to that key."
                                        .formatted(path)));
        try {
            return KeyEncryptionKeyset.parseWrapped(text, key);
        } catch (IOException e) {
            throw new KeysetRefusal(
                    "The keyset in %s lies under %s, and %s.".formatted(path, key, e.getMessage()));
        }
    }

    /// Whether a key is configured that does not wrap it yet.
    boolean isToBeWrapped() {
        return wrapping.isPresent() && !KeyEncryptionKeyset.isWrapped(text());
    }

    boolean isWritable() {
        Path folder = path.toAbsolutePath().getParent();
        return Files.isWritable(path) && folder != null && Files.isWritable(folder);
    }

    /// Never replaces a file, and is never seen half written.
    void create(KeyEncryptionKeyset keyset) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Path draft = draft(keyset);
            try {
                Files.createLink(path, draft);
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the keyset file " + path, e);
        }
    }

    /// Takes the place of the file that is there, all at once.
    void replace(KeyEncryptionKeyset keyset) {
        try {
            Files.move(
                    draft(keyset),
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace the keyset file " + path, e);
        }
    }

    private Path draft(KeyEncryptionKeyset keyset) throws IOException {
        String text = wrapping.isPresent() ? keyset.toJson(wrapping.get()) : keyset.toJson();
        Path draft =
                Files.createTempFile(
                        path.toAbsolutePath().getParent(),
                        ".keyset",
                        ".draft",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardOpenOption.SYNC);
        return draft;
    }
}
