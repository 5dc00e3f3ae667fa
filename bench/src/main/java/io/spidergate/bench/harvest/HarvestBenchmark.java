package io.spidergate.bench.harvest;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Callers;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import io.spidergate.simulator.Call;
import io.spidergate.simulator.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The suite over providers whose hidden quotas follow real rules with time compressed: several
/// accounts, two keys that share one quota without saying so, a wrong and an absent published
/// limit, an outage; more load than is free, then less; one gateway and three.
public final class HarvestBenchmark implements Benchmark {

    /// Above all that is free in the long run, some nine a second.
    private static final double ABOVE = 14;

    private static final double BELOW = 4;
    private static final Duration WARMING = Duration.ofSeconds(20);
    private static final Duration FULL = Duration.ofSeconds(120);
    private static final Duration OUT = Duration.ofSeconds(15);
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofSeconds(60);

    private static final String BODY =
            """
            {"model":"agent/harvest","max_tokens":20,"messages":[{"role":"user","content":"Go on."}]}\
            """;

    private final Path root;

    public HarvestBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "harvest";
    }

    @Override
    public String description() {
        return "free quota used of that which exists, refusals, money spent in vain; about 13 minutes";
    }

    @Override
    public List<Figure> run() {
        List<Figure> figures = new ArrayList<>();
        for (int gateways : List.of(1, 3)) {
            try (HarvestRig rig = HarvestRig.start(root, gateways)) {
                run(rig, "harvest.%d.".formatted(gateways), figures);
                // The second run takes minutes.
                figures.forEach(System.out::println);
            }
        }
        return List.copyOf(figures);
    }

    private static void run(HarvestRig rig, String name, List<Figure> figures) {
        Callers callers =
                new Callers(rig.gateways(), List.of(rig.token()), BODY, status -> status == 200);
        callers.ask(BELOW, WARMING);
        Instant from = Instant.now();
        callers.ask(ABOVE, FULL);
        Instant full = Instant.now();
        rig.upstream().goOnBy(Scenario.of("{provider: hv-groq, status: 503}"));
        Instant out = Instant.now();
        callers.ask(ABOVE, OUT);
        rig.upstream().goOnBy();
        Harvest.Outage outage = new Harvest.Outage("hv-groq", out, Instant.now());
        callers.ask(ABOVE, SETTLING);
        Instant settled = Instant.now();
        callers.ask(BELOW, SETTLING);
        Instant calm = Instant.now();
        callers.ask(BELOW, CALM);
        callers.awaitAnswers();

        List<Call> calls =
                rig.upstream().calls().stream()
                        .filter(call -> call.endpoint().contains("chat"))
                        .toList();
        Harvest demand = new Harvest(calls, from, full, null);
        figures.add(Figure.of(name + "used", 100 * demand.used(), 1, "%", Goal.atLeast(97)));
        figures.add(
                Figure.of(
                        name + "refused",
                        demand.refusedPerThousand(),
                        1,
                        "/1000",
                        Goal.atMost(10)));
        figures.add(
                Figure.of(
                        name + "paid.in.vain",
                        demand.paidInVain(true),
                        0,
                        "calls",
                        Goal.atMost(0)));
        figures.add(
                Figure.of(
                        name + "paid.unlearnt",
                        demand.paidInVain(false),
                        0,
                        "calls",
                        Goal.atMost(0)));
        figures.add(Figure.of(name + "paid", demand.paid(), 0, "calls", Goal.NONE));
        figures.add(
                Figure.of(name + "spread.p99", p99(demand.spreads()), 0, "ms", Goal.atMost(1_000)));
        Harvest outOf = new Harvest(calls, from, settled, outage);
        figures.add(Figure.of(name + "probes", outOf.probes(), 1, "calls", Goal.atMost(3)));
        figures.add(Figure.of(name + "recovery", outOf.recoverySeconds(), 1, "s", Goal.atMost(5)));
        Harvest idle = new Harvest(calls, calm, Instant.now(), outage);
        figures.add(Figure.of(name + "calm.paid", idle.paid(), 0, "calls", Goal.atMost(0)));
        figures.add(
                Figure.of(name + "failed", callers.unexpected(), 0, "requests", Goal.atMost(0)));
    }

    private static double p99(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * 0.99));
    }
}
