package io.spidergate.bench;

import io.spidergate.bench.admission.AdmissionBenchmark;
import io.spidergate.bench.budgets.BudgetsBenchmark;
import io.spidergate.bench.budgets.CapBenchmark;
import io.spidergate.bench.budgets.LedgerBenchmark;
import io.spidergate.bench.budgets.RateBenchmark;
import io.spidergate.bench.gateway.GatewayBenchmark;
import io.spidergate.bench.gateway.OverloadBenchmark;
import io.spidergate.bench.gateway.SoakBenchmark;
import io.spidergate.bench.harvest.HarvestBenchmark;
import io.spidergate.bench.plan.PlanBenchmark;
import io.spidergate.bench.vault.VaultBenchmark;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Runs one benchmark by its name, prints its figures and appends them to the record.
public final class Bench {

    private static final int MISTAKEN = 2;
    private static final int SOAK_MINUTES = 10;

    private Bench() {}

    public static void main(String[] arguments) {
        Path root = Path.of(System.getProperty("spidergate.root", "")).toAbsolutePath();
        String name = arguments.length == 0 ? "list" : arguments[0];
        System.exit(run(root, name));
    }

    static int run(Path root, String name) {
        List<Benchmark> all =
                List.of(
                        new StartBenchmark(root),
                        new GatewayBenchmark(root),
                        new OverloadBenchmark(root),
                        new SoakBenchmark(
                                root, Integer.getInteger("spidergate.bench.minutes", SOAK_MINUTES)),
                        new HarvestBenchmark(root),
                        new CapBenchmark(root),
                        new RateBenchmark(root),
                        new LedgerBenchmark(root),
                        new BudgetsBenchmark(root),
                        new AdmissionBenchmark(),
                        new PlanBenchmark(),
                        new VaultBenchmark(root));
        Optional<Benchmark> chosen = all.stream().filter(b -> b.name().equals(name)).findFirst();
        if (chosen.isEmpty()) {
            all.forEach(b -> System.out.println("%-10s %s".formatted(b.name(), b.description())));
            return name.equals("list") ? 0 : MISTAKEN;
        }
        // Before it runs: some benchmarks leave to this process a part of the machine only.
        Circumstances circumstances = Circumstances.of(root, "./spidergate bench " + name);
        List<Figure> figures = chosen.get().run();
        new ResultsFile(root.resolve("bench/RESULTS.md")).append(circumstances, figures);
        figures.forEach(System.out::println);
        return figures.stream().allMatch(Figure::met) ? 0 : 1;
    }
}
