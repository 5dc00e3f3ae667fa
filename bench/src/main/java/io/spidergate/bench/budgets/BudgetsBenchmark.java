package io.spidergate.bench.budgets;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whether money holds, from the cap to the ledger: the three of this package, one after another.
public final class BudgetsBenchmark implements Benchmark {

    private final List<Benchmark> parts;

    public BudgetsBenchmark(Path root) {
        parts = List.of(new CapBenchmark(root), new RateBenchmark(root), new LedgerBenchmark(root));
    }

    @Override
    public String name() {
        return "budgets";
    }

    @Override
    public String description() {
        return "cap, rate and ledger, one after another; about 25 minutes";
    }

    @Override
    public List<Figure> run() {
        List<Figure> figures = new ArrayList<>();
        for (Benchmark part : parts) {
            figures.addAll(part.run());
            // The next takes minutes.
            figures.forEach(System.out::println);
        }
        return List.copyOf(figures);
    }
}
