package io.spidergate.bench.budgets;

import io.spidergate.bench.Benchmark;
import io.spidergate.bench.Callers;
import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import io.spidergate.bench.Pause;
import io.spidergate.simulator.Call;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A limit of requests a minute over several gateways, under far more than that.
public final class RateBenchmark implements Benchmark {

    private static final long LIMIT = 600;
    private static final double PER_SECOND = 60;
    private static final List<Integer> GATEWAYS = List.of(1, 3, 5);
    private static final int MINUTES = 2;

    /// The load begins before the first minute that counts, and early enough to use up the minute
    /// before: what is admitted at its very end would reach the provider in the next, and be
    /// counted there.
    private static final Duration LEAD = Duration.ofSeconds(25);

    /// Past the last minute, whose own end is quiet for the same reason.
    private static final Duration TAIL = Duration.ofSeconds(5);

    private final Path root;

    public RateBenchmark(Path root) {
        this.root = root;
    }

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public String description() {
        return "600 requests a minute over one, three and five gateways under six times as many; about 11 minutes";
    }

    @Override
    public List<Figure> run() {
        List<Figure> figures = new ArrayList<>();
        try (CentRig rig = CentRig.start(root, GATEWAYS.getLast())) {
            for (int count : GATEWAYS) {
                Admitted admitted = measure(rig, count);
                System.out.println(count + " gateways: " + admitted);
                figures.addAll(figures("budgets.rate.%d.".formatted(count), admitted));
            }
        }
        return List.copyOf(figures);
    }

    static List<Figure> figures(String name, Admitted admitted) {
        return List.of(
                Figure.of(name + "over", admitted.over(LIMIT), 0, "requests", Goal.atMost(0)),
                Figure.of(name + "used", 100 * admitted.used(LIMIT), 1, "%", Goal.atLeast(99)));
    }

    private static Admitted measure(CentRig rig, int count) {
        List<URI> gateways = rig.gateways(count);
        String token = rig.newToken("rate-" + count, gateways, "--rpm", Long.toString(LIMIT));
        Callers callers = CentRig.callers(gateways, List.of(token), List.of(429));
        Instant from =
                Instant.now()
                        .plus(LEAD)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .plus(1, ChronoUnit.MINUTES);
        Pause.until(from.minus(LEAD));
        rig.upstream().clearCalls();
        callers.ask(PER_SECOND, LEAD.plusMinutes(MINUTES).plus(TAIL));
        callers.awaitAnswers();
        return Admitted.of(rig.upstream().calls().stream().map(Call::at).toList(), from, MINUTES);
    }
}
