package io.spidergate.launcher.process;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.spidergate.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Keeps the run state on disk; a reader sees the old or the new, never half of it.
public final class StateFile {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private final Path file;

    public StateFile(Path runFolder) {
        this.file = runFolder.resolve("state.json");
    }

    public Optional<RunState> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), RunState.class));
        } catch (JacksonException e) {
            throw new Refusal(
                    "The run state %s is damaged; stop the processes it names and delete it."
                            .formatted(file));
        } catch (IOException e) {
            throw new Refusal("The run state %s cannot be read.".formatted(file));
        }
    }

    public void write(RunState state) {
        Path draft = file.resolveSibling("state.json.draft");
        try {
            Files.write(draft, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refusal("The run state cannot be written to %s.".formatted(file));
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new Refusal("The run state %s cannot be deleted.".formatted(file));
        }
    }
}
