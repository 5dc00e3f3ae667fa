package io.spidergate.bench.vault;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import io.spidergate.bench.gateway.OpenLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Secrets by JMH; then a list and a rotation of ten thousand credentials while requests go on.
public final class VaultBenchmark implements Benchmark {

    private static final int CREDENTIALS = 10_000;
    private static final int PAGE = 1_000;
    private static final int LISTS = 21;
    private static final int PER_SECOND = 500;
    private static final int WARM_UP_SECONDS = 20;
    private static final int SECONDS = 30;
    private static final Duration BEFORE_ROTATION = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double NANOS_PER_MICRO = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String CHAT =
            "{\"model\":\"sim-swift/swift-8b\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    private final Path root;

    public VaultBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "vault";
    }

    @Override
    public String description() {
        return "sealing, opening, leasing; listing and rotating 10,000 credentials under load";
    }

    @Override
    public List<Figure> run() {
        List<Figure> figures = new ArrayList<>(secrets());
        try (VaultRig rig = VaultRig.start(root, CREDENTIALS)) {
            figures.add(Figure.of("vault.list", medianList(rig), 0, "ms", Goal.atMost(100)));
            figures.addAll(rotation(rig));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return figures;
    }

    private static List<Figure> secrets() {
        try {
            return new Runner(
                            new OptionsBuilder()
                                    .include(Secrets.class.getName())
                                    .jvmArgsAppend(
                                            "-XX:+UseCompactObjectHeaders",
                                            "-Djava.util.logging.manager=java.util.logging.LogManager")
                                    .build())
                    .run().stream().map(VaultBenchmark::figure).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("secrets could not be measured", e);
        }
    }

    private static Figure figure(RunResult result) {
        String label = result.getPrimaryResult().getLabel();
        double nanos = result.getPrimaryResult().getScore();
        return label.equals("lease")
                ? Figure.of("vault.lease", nanos, 0, "ns", Goal.atMost(1_000))
                : Figure.of("vault." + label, nanos / NANOS_PER_MICRO, 1, "µs", Goal.atMost(1_000));
    }

    private static double medianList(VaultRig rig) {
        double[] millis = new double[LISTS];
        for (int i = 0; i < LISTS; i++) {
            long start = System.nanoTime();
            int listed = rig.list();
            millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
            if (listed < PAGE) {
                throw new IllegalStateException("only %d were listed".formatted(listed));
            }
        }
        Arrays.sort(millis);
        return millis[LISTS / 2];
    }

    /// When one request fails there is no figure at all.
    private static List<Figure> rotation(VaultRig rig) {
        new OpenLoop(rig.gateway(), CHAT, rig.agent()).run(PER_SECOND, WARM_UP_SECONDS);
        CompletableFuture<Double> rotated =
                CompletableFuture.supplyAsync(
                        () -> secondsToRotate(rig),
                        CompletableFuture.delayedExecutor(
                                BEFORE_ROTATION.toMillis(), TimeUnit.MILLISECONDS));
        OpenLoop.Latencies latencies =
                new OpenLoop(rig.gateway(), CHAT, rig.agent()).run(PER_SECOND, SECONDS);
        return List.of(
                Figure.of("vault.rotate", rotated.join(), 1, "s", Goal.NONE),
                Figure.of("vault.rotate.p99", latencies.percentile(0.99), 0, "ms", Goal.NONE));
    }

    private static double secondsToRotate(VaultRig rig) {
        long start = System.nanoTime();
        rig.rotate();
        while (!rig.isSettled()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("the rotation does not end");
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
