package io.spidergate.gateway.routing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.routing.RoutingSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The last good snapshot on disk; replaced whole, so a reader never meets half of one.
final class SnapshotFile {

    private final Path file;
    private final ObjectMapper json;

    SnapshotFile(Path file, ObjectMapper json) {
        this.file = file.toAbsolutePath();
        this.json = json;
    }

    /// Empty where none was ever written.
    Optional<RoutingSnapshot> load() throws IOException {
        try {
            return Optional.of(json.readValue(Files.readAllBytes(file), RoutingSnapshot.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void save(RoutingSnapshot snapshot) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.write(written, json.writeValueAsBytes(snapshot));
        Files.move(
                written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
