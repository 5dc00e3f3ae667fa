package io.spidergate.gateway.admission;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.billing.AgentToken;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The agent tokens on disk, as they stand on the topic: a hash for each, no secret. Replaced
/// whole, so a reader never meets half of it; readable for its owner alone, for it names agents.
final class TokenFile {

    /// @param savedAt when the topic had been read up to here
    record Kept(Instant savedAt, List<AgentToken> tokens) {

        Kept {
            tokens = List.copyOf(tokens);
        }
    }

    private final Path file;
    private final ObjectMapper json;

    TokenFile(Path file, ObjectMapper json) {
        this.file = file.toAbsolutePath();
        this.json = json;
    }

    /// Empty where none was ever written.
    Optional<Kept> load() throws IOException {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), Kept.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void save(Kept kept) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, ownerOnly());
        Files.write(written, json.writeValueAsBytes(kept));
        Files.move(
                written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
