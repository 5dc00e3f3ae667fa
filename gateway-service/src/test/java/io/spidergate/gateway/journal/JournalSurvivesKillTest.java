package io.spidergate.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSurvivesKillTest {

    private static final int KILLS = 6;

    @TempDir Path directory;

    /// The same folder through all kills, so that each start also recovers what the earlier ones
    /// left.
    @Test
    void everyEventWhoseAppendCompletedIsFoundAfterAKill() throws Exception {
        Random random = new Random(7);
        Set<String> safe = new HashSet<>();
        for (int kill = 0; kill < KILLS; kill++) {
            safe.addAll(appendUntilKilled(kill * 1_000_000, 1 + random.nextInt(3_000)));
        }

        assertThat(safe).hasSizeGreaterThan(KILLS * 100);
        assertThat(found()).containsAll(safe);
    }

    private Set<String> appendUntilKilled(int from, int after) throws Exception {
        Process process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:+UseSerialGC",
                                        "-Xmx128m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        KilledAppender.class.getName(),
                                        directory.toString(),
                                        Integer.toString(from)))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Set<String> safe = new HashSet<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("safe ")) {
                    safe.add("req_" + line.substring(5));
                    if (safe.size() == after) {
                        // Through the handle: it leaves the pipe open, whose rest is still to be
                        // read.
                        process.toHandle().destroyForcibly();
                    }
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return safe;
    }

    private Set<String> found() throws Exception {
        DiskJournal journal =
                new DiskJournal(
                        Events.settings(directory),
                        DiskJournalTest.NO_KAFKA,
                        Events.WRITER,
                        Clock.systemUTC());
        try {
            Set<String> keys = new HashSet<>();
            SpilledBodies spilled = journal.spilledBodies();
            PendingEvents pending = journal.pending();
            for (var next = pending.after(0); next != null; next = pending.after(next.id())) {
                byte[] held = next.body();
                keys.add(
                        JournaledEvent.decoded(held != null ? held : spilled.body(next.id()))
                                .key());
            }
            return keys;
        } finally {
            journal.close();
        }
    }
}
