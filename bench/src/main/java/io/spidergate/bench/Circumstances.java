package io.spidergate.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// When, of what, where and by which command something was measured.
///
/// @param commit with `+` where the checkout differs from it
record Circumstances(LocalDate date, String commit, String machine, String command) {

    private static final long GIB = 1024L * 1024 * 1024;

    static Circumstances of(Path root, String command) {
        String commit =
                CommandLine.run(root, List.of("git", "rev-parse", "--short", "HEAD")).out().strip();
        boolean dirty =
                !CommandLine.run(root, List.of("git", "status", "--porcelain", "-uno"))
                        .out()
                        .isBlank();
        return new Circumstances(
                LocalDate.now(ZoneOffset.UTC),
                (commit.isEmpty() ? "unknown" : commit) + (dirty ? "+" : ""),
                thisMachine(),
                command);
    }

    private static String thisMachine() {
        long memory =
                ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                        ? system.getTotalMemorySize() / GIB
                        : 0;
        return "%d cores, %d GiB, %s %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        memory,
                        System.getProperty("os.name", ""),
                        System.getProperty("os.arch", ""));
    }
}
