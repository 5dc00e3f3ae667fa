package io.spidergate.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState.Phase;
import io.spidergate.launcher.process.RunState.RunningPart;
import io.spidergate.launcher.suite.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

    @TempDir Path folder;

    @Test
    void whatIsWrittenIsRead() {
        ProcessRef process = new ProcessRef(42, Instant.parse("2026-11-22T10:00:00.120Z"));
        RunState state =
                new RunState(
                        process,
                        Phase.READY,
                        true,
                        List.of(
                                new RunningPart("router", Part.ROUTER, process, 8082, 9082, "1"),
                                new RunningPart("kafka", Part.KAFKA, null, 8092, 0, "4.1.1")));
        StateFile file = new StateFile(folder);
        file.write(state);
        assertThat(file.read()).contains(state);
        file.delete();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void aDamagedStateIsNamed() throws IOException {
        Files.writeString(folder.resolve("state.json"), "{\"supervisor\":");
        assertThatThrownBy(new StateFile(folder)::read)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("state.json is damaged");
    }
}
