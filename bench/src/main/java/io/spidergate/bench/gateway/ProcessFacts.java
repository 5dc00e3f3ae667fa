package io.spidergate.bench.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux knows of a process.
final class ProcessFacts {

    /// `sysconf(_SC_CLK_TCK)`, which is 100 on every Linux that runs Java.
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final double KIB_PER_MIB = 1_024;

    private ProcessFacts() {}

    /// User and system time since its start.
    static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        // The command's name may hold blanks; what follows its bracket does not.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]))
                / TICKS_PER_SECOND;
    }

    static double residentMib(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                .findFirst()
                .orElseThrow();
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("process %d is gone".formatted(pid), e);
        }
    }
}
