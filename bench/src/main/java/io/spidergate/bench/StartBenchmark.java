package io.spidergate.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long `up` takes where all is built, on empty data and on data that is there, and what the
/// idle suite holds in memory.
final class StartBenchmark implements Benchmark {

    private static final Goal READY_SECONDS = Goal.atMost(30);
    private static final Goal IDLE_MIB = Goal.atMost(2_560);
    private static final Duration SETTLES = Duration.ofSeconds(20);
    private static final double MIB = 1024.0 * 1024;
    private static final double NANOS = 1e9;

    private final Path root;

    StartBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "seconds from `up` to ready, first and second start, and memory of the idle suite";
    }

    @Override
    public List<Figure> run() {
        Path data = temporaryFolder();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure("start.first", seconds(() -> up(data)), "s", READY_SECONDS));
        settle();
        figures.add(new Figure("idle.pss", idle(data), "MiB", IDLE_MIB));
        down(data);
        figures.add(new Figure("start.second", seconds(() -> up(data)), "s", READY_SECONDS));
        down(data);
        return List.copyOf(figures);
    }

    private void up(Path data) {
        spidergate(data, "up", "--detach", "--ports", "free").required();
    }

    private void down(Path data) {
        spidergate(data, "down").required();
    }

    private BigDecimal idle(Path data) {
        try {
            long bytes =
                    new JsonMapper()
                            .readTree(spidergate(data, "status", "--json").required())
                            .get("totalMemory")
                            .asLong();
            return rounded(bytes / MIB, 0);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("status is no JSON", e);
        }
    }

    private CommandLine spidergate(Path data, String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("spidergate").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        return CommandLine.run(root, command);
    }

    private static BigDecimal seconds(Runnable what) {
        long began = System.nanoTime();
        what.run();
        return rounded((System.nanoTime() - began) / NANOS, 1);
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    }

    /// Compilers and caches come to rest.
    private static void settle() {
        try {
            if (new CountDownLatch(1).await(SETTLES.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody counts this latch down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("spidergate-bench");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }
}
