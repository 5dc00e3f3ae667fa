package io.spidergate.bench.gateway;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The gateway with all that a request goes through (admission, a budget, allowances, journal,
/// Kafka, metrics; texts are not captured) beside nginx as a plain proxy of the same upstream, in
/// turns.
public final class GatewayBenchmark implements Benchmark {

    private static final int WARM_SECONDS = 60;
    private static final int ROUNDS = 3;
    private static final int ROUND_SECONDS = 8;
    private static final int RATE = 500;
    private static final int RATE_SECONDS = 15;
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
        return "the gateway's CPU time beside nginx, throughput, added latency, memory; about 5 minutes";
    }

    @Override
    public List<Figure> run() {
        for (String tool : List.of("nginx", "wrk", "taskset")) {
            if (!isInstalled(tool)) {
                throw new IllegalStateException(
                        "%s is not installed; on Debian: apt-get install nginx-light wrk util-linux"
                                .formatted(tool));
            }
        }
        try (Rig rig = Rig.start(root)) {
            return figures(rig);
        }
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static List<Figure> figures(Rig rig) {
        List<Figure> figures = new ArrayList<>();
        addedLatency(rig, warmed(rig), figures);
        for (Workload workload : List.of(Workload.PLAIN_1K, Workload.PLAIN_100K, Workload.STREAM)) {
            compare(rig, workload, figures);
        }
        figures.add(
                Figure.of(
                        "gateway.resident",
                        ProcessFacts.residentMib(rig.gatewayPid()),
                        0,
                        "MiB",
                        Goal.atMost(256)));
        return List.copyOf(figures);
    }

    private static String warmed(Rig rig) {
        String body = Workload.PLAIN_1K.body("plain/static");
        say("warming up for %d s".formatted(WARM_SECONDS));
        rig.wrk().run(rig.gateway(), body, rig.token(), rig.gatewayPid(), WARM_SECONDS);
        return body;
    }

    private static void addedLatency(Rig rig, String body, List<Figure> figures) {
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

    private static void compare(Rig rig, Workload workload, List<Figure> figures) {
        String kind = workload.stream() ? "stream" : "plain";
        String body = workload.body(kind + "/static");
        List<Measured> nginx = new ArrayList<>();
        List<Measured> gateway = new ArrayList<>();
        Wrk wrk = rig.wrk();
        wrk.run(rig.gateway(), body, rig.token(), rig.gatewayPid(), ROUND_SECONDS);
        for (int round = 0; round < ROUNDS; round++) {
            nginx.add(wrk.run(rig.proxy(kind), body, "", rig.proxyPid(), ROUND_SECONDS));
            gateway.add(wrk.run(rig.gateway(), body, rig.token(), rig.gatewayPid(), ROUND_SECONDS));
            say(
                    "%s, CPU µs a request: nginx %.1f, gateway %.1f; gateway %.0f/s"
                            .formatted(
                                    workload.name(),
                                    nginx.getLast().cpuMicros(),
                                    gateway.getLast().cpuMicros(),
                                    gateway.getLast().perSecond()));
        }
        String name = "gateway." + workload.name();
        double ratio = Measured.medianRatio(gateway, nginx);
        double micros = Measured.median(gateway, Measured::cpuMicros);
        double yardstick = Measured.median(nginx, Measured::cpuMicros);
        figures.add(Figure.of(name + ".cpu.ratio", ratio, 1, "× nginx", workload.ratio()));
        figures.add(
                Figure.of(
                        name + ".cpu",
                        micros,
                        0,
                        "µs",
                        Goal.atMost(
                                Math.round(yardstick * workload.ratio().bound().doubleValue()))));
        if (workload.equals(Workload.PLAIN_1K)) {
            figures.add(
                    Figure.of(
                            name + ".rps",
                            Measured.median(gateway, Measured::perSecond),
                            0,
                            "1/s",
                            Goal.atLeast(20_000)));
        }
    }

    private static void say(String line) {
        System.err.println("  " + line);
    }
}
