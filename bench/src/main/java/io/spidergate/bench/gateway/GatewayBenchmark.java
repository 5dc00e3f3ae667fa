package io.spidergate.bench.gateway;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// The gateway with all that a request goes through (admission, a budget, allowances, journal,
/// Kafka, metrics; texts are not captured) beside nginx as a plain proxy of the same upstream, in
/// turns.
public final class GatewayBenchmark implements Benchmark {

    private static final int WARM_SECONDS = 60;
    private static final int ROUNDS = 3;
    private static final int ROUND_SECONDS = 8;
    private static final int RATE = 500;
    private static final int RATE_SECONDS = 15;
    private static final int STREAMS = 200;
    private static final double P50 = 0.5;
    private static final double P99 = 0.99;

    private final Path root;

    public GatewayBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public String description() {
        return "the gateway's CPU time beside nginx, throughput, added latency, memory; about 9 minutes";
    }

    @Override
    public List<Figure> run() {
        try (Rig rig = Rig.start(root)) {
            return figures(rig);
        }
    }

    private static List<Figure> figures(Rig rig) {
        List<Figure> figures = new ArrayList<>();
        warm(rig);
        addedLatency(rig, figures);
        firstToken(rig, figures);
        for (Workload workload :
                List.of(Workload.PLAIN_1K, Workload.PLAIN_100K, Workload.STREAM, Workload.PACED)) {
            new Comparison(rig, workload, ROUNDS, ROUND_SECONDS).run(figures);
        }
        allocated(rig, figures);
        openStreams(rig, figures);
        return List.copyOf(figures);
    }

    /// Every kind, since a compiler learns by what it sees; the shortest one longest.
    private static void warm(Rig rig) {
        say("warming up for %d s".formatted(3 * WARM_SECONDS / 2));
        rig.gateway(Workload.PLAIN_1K, WARM_SECONDS);
        rig.gateway(Workload.PLAIN_100K, WARM_SECONDS / 4);
        rig.gateway(Workload.STREAM, WARM_SECONDS / 4);
    }

    private static void addedLatency(Rig rig, List<Figure> figures) {
        String body = Workload.PLAIN_1K.body();
        OpenLoop direct = new OpenLoop(rig.upstream("plain"), body, rig.token());
        OpenLoop gateway = new OpenLoop(rig.gateway(), body, rig.token());
        direct.run(RATE, RATE_SECONDS / 3);
        double[] p50 = new double[ROUNDS];
        double[] p99 = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            OpenLoop.Latencies without = direct.run(RATE, RATE_SECONDS);
            OpenLoop.Latencies with = gateway.run(RATE, RATE_SECONDS);
            p50[round] = with.percentile(P50) - without.percentile(P50);
            p99[round] = with.percentile(P99) - without.percentile(P99);
            say(
                    "%d/s, ms: direct %.2f and %.2f, gateway %.2f and %.2f (p50 and p99)"
                            .formatted(
                                    RATE,
                                    without.percentile(P50),
                                    without.percentile(P99),
                                    with.percentile(P50),
                                    with.percentile(P99)));
        }
        figures.add(
                Figure.of("gateway.added.p50", Measured.median(p50), 2, "ms", Goal.atMost(0.3)));
        figures.add(Figure.of("gateway.added.p99", Measured.median(p99), 2, "ms", Goal.atMost(1)));
    }

    private static void firstToken(Rig rig, List<Figure> figures) {
        String body = Workload.STREAM.body();
        FirstToken direct =
                new FirstToken(rig.upstream(Workload.STREAM.provider()), body, rig.token());
        FirstToken gateway = new FirstToken(rig.gateway(), body, rig.token());
        gateway.median(STREAMS);
        double[] added = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            added[round] = -direct.median(STREAMS) + gateway.median(STREAMS);
        }
        figures.add(
                Figure.of(
                        "gateway.added.first.token",
                        Measured.median(added),
                        2,
                        "ms",
                        Goal.atMost(0.5)));
    }

    /// What the gateway takes while so many streams are open, and after them.
    private static void openStreams(Rig rig, List<Figure> figures) {
        double[] resident = new double[1];
        Thread looking =
                Thread.ofPlatform().start(() -> resident[0] = residentAfter(rig, ROUND_SECONDS));
        rig.gateway(Workload.OPEN, 2 * ROUND_SECONDS);
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        figures.add(Figure.of("gateway.resident.open500", resident[0], 0, "MiB", Goal.atMost(256)));
    }

    private static double residentAfter(Rig rig, int seconds) {
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
        return ProcessFacts.residentMib(rig.gatewayPid());
    }

    private static void allocated(Rig rig, List<Figure> figures) {
        Map<String, Double> before = Allocations.of(rig.gatewayPid());
        long requests = rig.gateway(Workload.PLAIN_1K, ROUND_SECONDS).requests();
        double bytes = Allocations.between(before, Allocations.of(rig.gatewayPid()));
        figures.add(
                Figure.of(
                        "gateway.plain1k.allocated",
                        bytes / requests,
                        0,
                        "bytes",
                        Goal.atMost(25_000)));
    }

    /// Far more callers than can be served, beside as many as saturate it.
    private static void say(String line) {
        System.err.println("  " + line);
    }
}
