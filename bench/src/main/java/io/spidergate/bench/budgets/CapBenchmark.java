package io.spidergate.bench.budgets;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// Hard caps under crowds, while gateways are killed.
public final class CapBenchmark implements Benchmark {

    private static final int ROUNDS = 10;

    private final Path root;

    public CapBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "cap";
    }

    @Override
    public String description() {
        return "ten times 500 calls of $0.01 at once on a cap of $1.00 of an agent or a workspace, three gateways, one killed; about 15 minutes";
    }

    @Override
    public List<Figure> run() {
        List<CapOutcome> outcomes = new ArrayList<>();
        try (CentRig rig = CentRig.start(root, CapRound.GATEWAYS)) {
            Billing billing = new Billing(rig.suite());
            for (int round = 0; round < ROUNDS; round++) {
                CapOutcome outcome = new CapRound(rig, billing, round).play();
                System.out.println(outcome);
                outcomes.add(outcome);
            }
        }
        return figures(outcomes);
    }

    static List<Figure> figures(List<CapOutcome> outcomes) {
        return List.of(
                none("overspend", outcomes, CapOutcome::overspend),
                none("phantom", outcomes, CapOutcome::phantomBlock),
                none("unspendable", outcomes, CapOutcome::unspendable),
                none("drift", outcomes, CapOutcome::drift),
                none("lost", outcomes, CapOutcome::lost),
                Figure.of(
                        "budgets.cap.unknown",
                        outcomes.stream().mapToLong(CapOutcome::unknown).sum(),
                        0,
                        "n$",
                        Goal.NONE),
                Figure.of(
                        "budgets.cap.restart",
                        outcomes.stream()
                                .mapToDouble(CapOutcome::restartSeconds)
                                .max()
                                .orElseThrow(),
                        1,
                        "s",
                        Goal.NONE));
    }

    /// The worst round; nothing is what is wanted.
    private static Figure none(
            String name, List<CapOutcome> outcomes, ToLongFunction<CapOutcome> what) {
        return Figure.of(
                "budgets.cap." + name,
                outcomes.stream().mapToLong(what).max().orElseThrow(),
                0,
                "n$",
                Goal.atMost(0));
    }
}
