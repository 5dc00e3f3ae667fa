package io.spidergate.bench.gateway;

import io.spidergate.bench.CommandLine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the threads of a JVM have allocated, as the JVM itself counts it.
final class Allocations {

    private static final Pattern THREAD =
            Pattern.compile("^\"(.+)\" .* allocated=([\\d.]+)([BKMG]) .*");
    private static final Map<String, Long> UNITS =
            Map.of("B", 1L, "K", 1L << 10, "M", 1L << 20, "G", 1L << 30);

    private Allocations() {}

    /// Bytes since their start, by thread.
    static Map<String, Double> of(long pid) {
        String java = System.getProperty("java.home");
        String dump =
                CommandLine.run(
                                Path.of("/"),
                                List.of(
                                        java + "/bin/jcmd",
                                        Long.toString(pid),
                                        "Thread.print",
                                        "-e"))
                        .required();
        return read(dump);
    }

    static Map<String, Double> read(String dump) {
        Map<String, Double> bytes = new HashMap<>();
        dump.lines()
                .forEach(line -> {
                    Matcher thread = THREAD.matcher(line);
                    if (thread.matches()) {
                        long unit = UNITS.getOrDefault(thread.group(3), 1L);
                        double value = Double.parseDouble(thread.group(2)) * unit;
                        bytes.merge(thread.group(1), value, Double::sum);
                    }
                });
        return bytes;
    }

    /// Of all threads that are there at the end.
    static double between(Map<String, Double> before, Map<String, Double> after) {
        return after.entrySet().stream()
                .mapToDouble(
                        thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0.0))
                .sum();
    }
}
