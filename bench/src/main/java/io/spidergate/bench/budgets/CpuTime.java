package io.spidergate.bench.budgets;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What processes and those that they have started have computed so far.
record CpuTime(List<Long> pids) {

    CpuTime {
        pids = List.copyOf(pids);
    }

    double seconds() {
        return pids.stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(CpuTime::seconds)
                .sum();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
