package io.spidergate.bench.budgets;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A million events into the ledger, told twice and out of order, while broker and database are
/// killed.
public final class LedgerBenchmark implements Benchmark {

    private final Path root;

    public LedgerBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String description() {
        return "1,000,000 events, 5% told twice, broker and database killed meanwhile; about 5 minutes";
    }

    @Override
    public List<Figure> run() {
        try (LedgerRun run = LedgerRun.start(root)) {
            LedgerOutcome outcome = run.play();
            System.out.println(outcome);
            return figures(outcome);
        }
    }

    static List<Figure> figures(LedgerOutcome outcome) {
        List<Figure> figures = new ArrayList<>();
        figures.add(
                Figure.of(
                        "budgets.ledger.rate",
                        outcome.perSecond(),
                        0,
                        "1/s",
                        Goal.atLeast(10_000)));
        figures.add(
                Figure.of("budgets.ledger.cpu", outcome.cpuMicros(), 0, "µs", Goal.atMost(200)));
        none(figures, "difference", outcome.difference(), "n$");
        none(figures, "miscounted", outcome.miscounted(), "entries");
        none(figures, "drift", outcome.drift(), "n$");
        none(figures, "deadletters", outcome.deadLetters(), "events");
        none(figures, "deadlocks", outcome.deadlocks(), "");
        figures.add(
                Figure.of("budgets.ledger.audit", outcome.auditSeconds(), 1, "s", Goal.atMost(10)));
        outcome.outages()
                .forEach((what, seconds) ->
                        figures.add(
                                Figure.of(
                                        "budgets.ledger.outage." + what,
                                        seconds,
                                        1,
                                        "s",
                                        Goal.NONE)));
        return List.copyOf(figures);
    }

    private static void none(List<Figure> figures, String name, long value, String unit) {
        figures.add(Figure.of("budgets.ledger." + name, value, 0, unit, Goal.atMost(0)));
    }
}
