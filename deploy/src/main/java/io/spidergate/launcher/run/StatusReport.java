package io.spidergate.launcher.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.process.Memory;
import io.spidergate.launcher.process.ProcessRef;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.RunState.RunningPart;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.suite.Endpoint;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Each part of a running suite with its state, port, memory, uptime and version.
public final class StatusReport {

    private static final double MIB = 1024.0 * 1024;

    private StatusReport() {}

    /// @param managementPort for health and metrics; 0 where there is none
    /// @param memory bytes; proportional where the system tells, zero where it does not
    public record Line(
            String name,
            String state,
            int port,
            int managementPort,
            long pid,
            long memory,
            long uptimeSeconds,
            String version,
            String log) {}

    /// @param simulated whether the provider simulator is the pool
    public record Status(List<Line> parts, long totalMemory, boolean simulated) {

        public Status {
            parts = List.copyOf(parts);
        }

        public boolean allReady() {
            return parts.stream().allMatch(part -> part.state().equals("ready"));
        }
    }

    public static Status of(Settings settings) {
        RunState state = Suite.requireRunning(settings);
        Folders folders = new Folders(settings.data());
        List<Line> lines = new ArrayList<>();
        for (RunningPart part : state.parts()) {
            lines.add(line(part, folders));
        }
        lines.add(
                line(
                        "launcher",
                        state.supervisor().isAlive() ? "ready" : "gone",
                        0,
                        0,
                        state.supervisor(),
                        state.supervisor().find().map(Memory::of).orElse(0L),
                        "",
                        folders));
        return new Status(lines, lines.stream().mapToLong(Line::memory).sum(), state.simulated());
    }

    private static Line line(RunningPart part, Folders folders) {
        ProcessRef process = part.process();
        if (process == null) {
            return new Line(
                    part.name(),
                    "waiting",
                    part.port(),
                    part.managementPort(),
                    0,
                    0,
                    0,
                    part.version(),
                    folders.log(part.name()).toString());
        }
        long memory =
                process.find()
                        .map(part.part() == Part.POSTGRES ? Memory::ofTree : Memory::of)
                        .orElse(0L);
        return line(
                part.name(),
                state(part),
                part.port(),
                part.managementPort(),
                process,
                memory,
                part.version(),
                folders);
    }

    private static Line line(
            String name,
            String state,
            int port,
            int managementPort,
            ProcessRef process,
            long memory,
            String version,
            Folders folders) {
        boolean alive = process.isAlive();
        return new Line(
                name,
                state,
                port,
                managementPort,
                process.pid(),
                memory,
                alive ? Duration.between(process.startedAt(), Instant.now()).toSeconds() : 0,
                version,
                folders.log(name).toString());
    }

    private static String state(RunningPart part) {
        if (!part.isAlive()) {
            return "ended";
        }
        Endpoint endpoint = new Endpoint(part.port(), part.managementPort());
        return Readiness.of(part.part(), endpoint).ready() ? "ready" : "not ready";
    }

    public static String table(Status status) {
        Table table = new Table("PART", "STATE", "PORT", "MEMORY", "UPTIME", "VERSION", "PID");
        for (Line part : status.parts()) {
            table.row(
                    part.name(),
                    part.state(),
                    part.port() == 0 ? "-" : Integer.toString(part.port()),
                    mebibytes(part.memory()),
                    uptime(part.uptimeSeconds()),
                    part.version().isEmpty() ? "-" : part.version(),
                    part.pid() == 0 ? "-" : Long.toString(part.pid()));
        }
        return "%s%ntotal memory %s, providers %s%n"
                .formatted(
                        table,
                        mebibytes(status.totalMemory()),
                        status.simulated() ? "simulated" : "real");
    }

    public static String json(Status status) {
        try {
            return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(status)
                    + System.lineSeparator();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status is plain JSON", e);
        }
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
    }

    static String uptime(long seconds) {
        Duration uptime = Duration.ofSeconds(seconds);
        if (uptime.toDays() > 0) {
            return "%dd %dh".formatted(uptime.toDays(), uptime.toHoursPart());
        }
        if (uptime.toHours() > 0) {
            return "%dh %dm".formatted(uptime.toHours(), uptime.toMinutesPart());
        }
        return uptime.toMinutes() > 0
                ? "%dm %ds".formatted(uptime.toMinutes(), uptime.toSecondsPart())
                : "%ds".formatted(seconds);
    }
}
