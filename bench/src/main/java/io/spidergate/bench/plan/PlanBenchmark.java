package io.spidergate.bench.plan;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Microseconds and bytes of a plan over a thousand deployments, by JMH.
public final class PlanBenchmark implements Benchmark {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /// Two lists of a thousand references and what is in them.
    private static final double FEW_BYTES = 32_768;

    @Override
    public String name() {
        return "plan";
    }

    @Override
    public String description() {
        return "a plan over 1,000 deployments: time and bytes allocated";
    }

    @Override
    public List<Figure> run() {
        try {
            Collection<RunResult> results =
                    new Runner(
                                    new OptionsBuilder()
                                            .include(Planning.class.getName())
                                            .addProfiler(GCProfiler.class)
                                            .jvmArgsAppend("-XX:+UseCompactObjectHeaders")
                                            .build())
                            .run();
            List<Figure> figures = new ArrayList<>();
            results.forEach(result -> figures.addAll(figures(result)));
            return figures;
        } catch (RunnerException e) {
            throw new IllegalStateException("the plans could not be measured", e);
        }
    }

    private static List<Figure> figures(RunResult result) {
        String label = result.getPrimaryResult().getLabel();
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED));
        return List.of(
                Figure.of(
                        "plan.%s".formatted(label),
                        result.getPrimaryResult().getScore(),
                        1,
                        "µs",
                        Goal.atMost(20)),
                Figure.of(
                        "plan.%s.allocated".formatted(label),
                        bytes.getScore(),
                        0,
                        "bytes",
                        Goal.atMost(FEW_BYTES)));
    }
}
