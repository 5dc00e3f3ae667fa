package io.spidergate.vault.keyset;

import io.spidergate.vault.envelope.KeyEncryptionKeyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        Path draft =
                Files.createTempFile(
                        path.toAbsolutePath().getParent(),
                        ".keyset",
                        ".draft",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, keyset.toJson(), StandardOpenOption.SYNC);
        return draft;
    }
}
