package io.spidergate.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartProcessTest {

    @TempDir Path folder;

    @Test
    void aPartHearsWhatItIsToldAndNoProviderKey() throws Exception {
        Path log = folder.resolve("part.log");
        ProcessHandle part = PartProcess.start(List.of("/usr/bin/env"), Map.of("TOLD", "yes"), log);
        Signals.awaitEnd(ProcessRef.of(part), Duration.ofSeconds(10));
        assertThat(Files.readAllLines(log))
                .contains("TOLD=yes")
                .noneMatch(l -> l.contains("_API_KEY"));
    }

    @Test
    void onlyConfigurationOfServicesIsPassedOn() {
        assertThat(
                        PartProcess.configuration(
                                Map.of(
                                        "SPIDERGATE_CHAT_TIMEOUT", "1m",
                                        "QUARKUS_LOG_LEVEL", "DEBUG",
                                        "SPIDERGATE_DATA", "/d",
                                        "GROQ_API_KEY", "gsk_canary"),
                                Set.of("SPIDERGATE_DATA")))
                .isEqualTo(Map.of("SPIDERGATE_CHAT_TIMEOUT", "1m", "QUARKUS_LOG_LEVEL", "DEBUG"));
    }

    @Test
    void aProcessThatDoesNotEndInTimeIsKilled() {
        Path log = folder.resolve("stubborn.log");
        ProcessHandle part =
                PartProcess.start(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "trap '' TERM INT; echo deaf; while :; do sleep 1; done"),
                        Map.of(),
                        log);
        ProcessRef reference = ProcessRef.of(part);
        await().until(() -> Files.readString(log).contains("deaf"));
        Signals.interrupt(reference);
        assertThat(Signals.awaitEnd(reference, Duration.ofMillis(300))).isFalse();
        assertThat(reference.isAlive()).isFalse();
    }

    @Test
    void theEndOfALogIsShown() throws Exception {
        Path log = folder.resolve("some.log");
        Files.writeString(log, "one\ntwo\nthree\n");
        assertThat(LogTail.last(log, 2)).containsExactly("two", "three");
        assertThat(LogTail.last(folder.resolve("none.log"), 2)).isEmpty();
    }
}
