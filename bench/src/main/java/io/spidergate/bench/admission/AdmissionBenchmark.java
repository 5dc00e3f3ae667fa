package io.spidergate.bench.admission;

import com.fasterxml.jackson.databind.ObjectReader;
import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import io.spidergate.contracts.billing.AgentToken;
import io.spidergate.gateway.admission.KafkaTokenIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Microseconds to let a caller in by a token or a JWT, by JMH; seconds and memory to know a
/// hundred thousand tokens.
public final class AdmissionBenchmark implements Benchmark {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MIB = 1024.0 * 1024;

    @Override
    public String name() {
        return "admission";
    }

    @Override
    public String description() {
        return "token, scope and all limits of one request; an index of 100,000 tokens";
    }

    @Override
    public List<Figure> run() {
        List<Figure> figures = new ArrayList<>(admissions());
        figures.addAll(index());
        return figures;
    }

    private static List<Figure> admissions() {
        try {
            return new Runner(
                            new OptionsBuilder()
                                    .include(Admitting.class.getName() + "\\.")
                                    .include(AdmittingByJwt.class.getName() + "\\.")
                                    .jvmArgsAppend(
                                            "-XX:+UseCompactObjectHeaders",
                                            "-Djava.util.logging.manager=java.util.logging.LogManager")
                                    .build())
                    .run().stream().map(AdmissionBenchmark::figure).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("admissions could not be measured", e);
        }
    }

    private static Figure figure(RunResult result) {
        return Figure.of(
                (isByJwt(result) ? "admission.jwt." : "admission.")
                        + result.getPrimaryResult().getLabel(),
                result.getPrimaryResult().getScore(),
                2,
                "µs",
                result.getPrimaryResult().getLabel().startsWith("first")
                        ? Goal.atMost(500)
                        : Goal.atMost(5));
    }

    private static boolean isByJwt(RunResult result) {
        return result.getParams().getBenchmark().startsWith(AdmittingByJwt.class.getName());
    }

    /// From the topic's records as bytes, on one cold thread, as a starting gateway reads them;
    /// what the broker takes to send them is not in it.
    private static List<Figure> index() {
        List<byte[]> records =
                IntStream.range(0, ManyTokens.COUNT).mapToObj(ManyTokens::record).toList();
        ObjectReader reader = ManyTokens.JSON.readerFor(AgentToken.class);
        long before = used();
        long start = System.nanoTime();
        KafkaTokenIndex index = new KafkaTokenIndex();
        for (byte[] record : records) {
            AgentToken token = read(reader, record);
            index.hear(token.tokenRef(), token);
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        double mebibytes = (used() - before) / BYTES_PER_MIB;
        if (index.size() != ManyTokens.COUNT) {
            throw new IllegalStateException("only %d tokens are known".formatted(index.size()));
        }
        Reference.reachabilityFence(records);
        return List.of(
                Figure.of("admission.index.start", seconds, 2, "s", Goal.atMost(5)),
                Figure.of("admission.index.memory", mebibytes, 0, "MiB", Goal.atMost(200)));
    }

    private static AgentToken read(ObjectReader reader, byte[] record) {
        try {
            return reader.readValue(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
