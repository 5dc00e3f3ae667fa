package io.spidergate.bench.gateway;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.nio.file.Path;
import java.util.List;

/// Far more callers than it takes to saturate a gateway: what is served must stay near the best,
/// and nobody may be left without an answer.
public final class OverloadBenchmark implements Benchmark {

    private static final int WARM_SECONDS = 120;
    private static final int ROUNDS = 5;
    private static final int ROUND_SECONDS = 8;
    private static final double PERCENT = 100;

    private final Path root;

    public OverloadBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "overload";
    }

    @Override
    public String description() {
        return "%d callers at a gateway that 32 saturate; about 4 minutes"
                .formatted(Workload.CROWD.connections());
    }

    @Override
    public List<Figure> run() {
        try (Rig rig = Rig.start(root)) {
            rig.gateway(Workload.PLAIN_1K, WARM_SECONDS);
            return flood(rig);
        }
    }

    private static List<Figure> flood(Rig rig) {
        double[] goodput = new double[ROUNDS];
        long broken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double best = rig.gateway(Workload.PLAIN_1K, ROUND_SECONDS).perSecond();
            Wrk.Flood flood =
                    rig.wrk().flood(rig.gateway(), Workload.CROWD, rig.token(), ROUND_SECONDS);
            goodput[round] = PERCENT * flood.served() / best;
            broken += flood.broken();
            System.err.printf(
                    "  %d callers: %.0f/s served, %.0f/s refused, best %.0f/s%n",
                    Workload.CROWD.connections(), flood.served(), flood.refused(), best);
        }
        return List.of(
                Figure.of(
                        "gateway.overload.goodput",
                        Measured.median(goodput),
                        0,
                        "% of the best",
                        Goal.atLeast(90)),
                Figure.of("gateway.overload.broken", broken, 0, "requests", Goal.atMost(0)));
    }
}
