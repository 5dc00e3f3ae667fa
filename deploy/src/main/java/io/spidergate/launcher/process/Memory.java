package io.spidergate.launcher.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Memory that processes hold, in bytes: shared pages in equal parts where the system tells (PSS),
/// otherwise what is resident.
public final class Memory {

    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
    private static final long KIB = 1_024;

    private Memory() {}

    public static long of(ProcessHandle process) {
        return ofOne(process.pid()).orElse(0);
    }

    /// A server that serves each connection by a process of its own.
    public static long ofTree(ProcessHandle process) {
        return of(process) + process.descendants().mapToLong(Memory::of).sum();
    }

    /// Reads `Pss` of the text of `/proc/<pid>/smaps_rollup`.
    static OptionalLong pss(String rollup) {
        Matcher matcher = PSS.matcher(rollup);
        return matcher.find()
                ? OptionalLong.of(Long.parseLong(matcher.group(1)) * KIB)
                : OptionalLong.empty();
    }

    private static OptionalLong ofOne(long pid) {
        Path rollup = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        try {
            if (Files.exists(rollup)) {
                return pss(Files.readString(rollup));
            }
        } catch (IOException e) {
            // Not ours to read, or gone meanwhile: ask the other way.
            return resident(pid);
        }
        return resident(pid);
    }

    private static OptionalLong resident(long pid) {
        try {
            Process ps =
                    new ProcessBuilder(List.of("ps", "-o", "rss=", "-p", Long.toString(pid)))
                            .redirectErrorStream(true)
                            .start();
            String text =
                    new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return text.matches("\\d+")
                    ? OptionalLong.of(Long.parseLong(text) * KIB)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
