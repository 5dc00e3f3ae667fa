package io.spidergate.bench.gateway;

import io.spidergate.bench.Figure;
import io.spidergate.bench.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// CPU time a request of the gateway beside nginx, in turns, and beside Portkey where that is
/// installed.
record Comparison(Rig rig, Workload workload, int rounds, int seconds) {

    private static final double LESS_THAN_PORTKEY = 20;

    void run(List<Figure> figures) {
        List<Measured> nginx = new ArrayList<>();
        List<Measured> gateway = new ArrayList<>();
        List<Measured> portkey = new ArrayList<>();
        rig.gateway(workload, seconds);
        for (int round = 0; round < rounds; round++) {
            nginx.add(rig.proxy(workload, seconds));
            gateway.add(rig.gateway(workload, seconds));
            if (workload.equals(Workload.PLAIN_1K)) {
                rig.portkey(workload, seconds).ifPresent(portkey::add);
            }
            tell("nginx", nginx.getLast());
            tell("gateway", gateway.getLast());
        }
        figures(nginx, gateway, figures);
        if (!portkey.isEmpty()) {
            figures.add(
                    Figure.of(
                            "gateway.%s.less.than.portkey".formatted(workload.name()),
                            Measured.medianRatio(portkey, gateway),
                            1,
                            "times",
                            Goal.atLeast(LESS_THAN_PORTKEY)));
        }
    }

    private void figures(List<Measured> nginx, List<Measured> gateway, List<Figure> figures) {
        String name = "gateway." + workload.name();
        double yardstick = Measured.median(nginx, Measured::cpuMicros);
        double most = Objects.requireNonNull(workload.ratio().bound()).doubleValue() * yardstick;
        figures.add(
                Figure.of(
                        name + ".cpu.ratio",
                        Measured.medianRatio(gateway, nginx),
                        1,
                        "× nginx",
                        workload.ratio()));
        figures.add(
                Figure.of(
                        name + ".cpu",
                        Measured.median(gateway, Measured::cpuMicros),
                        0,
                        "µs",
                        Goal.atMost(Math.round(most))));
        if (workload.equals(Workload.PLAIN_1K)) {
            figures.add(
                    Figure.of(
                            name + ".rps",
                            Measured.median(gateway, Measured::perSecond),
                            0,
                            "1/s",
                            Goal.atLeast(20_000)));
        }
    }

    private void tell(String who, Measured measured) {
        System.err.printf(
                "  %s, %s: CPU %.1f µs a request at %.0f/s%n",
                workload.name(), who, measured.cpuMicros(), measured.perSecond());
    }
}
