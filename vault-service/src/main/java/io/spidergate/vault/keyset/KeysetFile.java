package io.spidergate.vault.keyset;

import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The key-encryption keyset on disk.
record KeysetFile(Path path) {

    boolean exists() {
        return Files.exists(path);
    }

    /// Empty when the file holds no keyset.
    Optional<KeyEncryptionKeyset> read() {
        try {
            return KeyEncryptionKeyset.parse(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the keyset file " + path, e);
        }
    }

    /// Never replaces a file, and is never seen half written.
    void create(KeyEncryptionKeyset keyset) {
        try {
            Path directory = path.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path draft =
                    Files.createTempFile(
                            directory,
                            ".keyset",
                            ".draft",
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(draft, keyset.toJson(), StandardOpenOption.SYNC);
                Files.createLink(path, draft);
            } finally {
                Files.delete(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the keyset file " + path, e);
        }
    }
}
