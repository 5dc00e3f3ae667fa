package io.spidergate.bench.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import io.spidergate.bench.CommandLine;
import io.spidergate.bench.LocalSuite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Parts of a suite that stand still, so that what is measured has the machine to itself while the
/// suite's supervisor goes on; they go on when closed.
final class PausedParts implements AutoCloseable {

    private final List<Long> paused = new ArrayList<>();

    PausedParts(LocalSuite suite, Collection<String> butFor) {
        for (JsonNode part : suite.parts()) {
            long pid = part.path("pid").asLong();
            if (pid > 0 && !butFor.contains(part.path("name").asText())) {
                signal("-STOP", pid);
                paused.add(pid);
            }
        }
    }

    static void signal(String signal, long pid) {
        CommandLine.run(Path.of("/"), List.of("kill", signal, Long.toString(pid))).required();
    }

    @Override
    public void close() {
        paused.forEach(pid -> signal("-CONT", pid));
    }
}
