package io.spidergate.bench.gateway;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The same load for minutes, plain requests and streams: what it holds must not grow.
public final class SoakBenchmark implements Benchmark {

    private static final int RATE = 200;
    private static final int SLICE_SECONDS = 20;
    private static final int WARM_SECONDS = 30;
    private static final double P99 = 0.99;
    private static final double MOST_GROWTH_MIB = 16;

    private final Path root;
    private final int minutes;

    public SoakBenchmark(Path root, int minutes) {
        this.root = root;
        this.minutes = minutes;
    }

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String description() {
        return "the gateway's memory under the same load for %d minutes (--minutes)"
                .formatted(minutes);
    }

    @Override
    public List<Figure> run() {
        try (Rig rig = Rig.start(root)) {
            rig.gateway(Workload.PLAIN_1K, WARM_SECONDS);
            rig.gateway(Workload.STREAM, WARM_SECONDS);
            return soak(rig);
        }
    }

    private List<Figure> soak(Rig rig) {
        int seconds = Math.toIntExact(Duration.ofMinutes(minutes).toSeconds());
        CompletableFuture<Measured> streams =
                CompletableFuture.supplyAsync(() -> rig.gateway(Workload.PACED, seconds));
        OpenLoop plain = new OpenLoop(rig.gateway(), Workload.PLAIN_1K.body(), rig.token());
        List<Double> resident = new ArrayList<>();
        double p99 = 0;
        while (!streams.isDone()) {
            p99 = plain.run(RATE, SLICE_SECONDS).percentile(P99);
            resident.add(ProcessFacts.residentMib(rig.gatewayPid()));
            System.err.printf("  resident %.0f MiB, p99 %.2f ms%n", resident.getLast(), p99);
        }
        streams.join();
        return figures(resident, p99);
    }

    /// The first third is for what grows to its size once: heap, compiled code, buffers.
    private static List<Figure> figures(List<Double> resident, double p99) {
        double grown = resident.getLast() - resident.get((resident.size() - 1) / 3);
        return List.of(
                Figure.of("soak.resident", resident.getLast(), 0, "MiB", Goal.NONE),
                Figure.of("soak.grown", grown, 0, "MiB", Goal.atMost(MOST_GROWTH_MIB)),
                Figure.of("soak.p99", p99, 2, "ms", Goal.NONE));
    }
}
