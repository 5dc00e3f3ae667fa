package io.spidergate.bench.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one run of the load generator found.
///
/// @param cpuMicros of the measured process, a request
record Measured(long requests, double perSecond, double cpuMicros) {

    static double median(List<Measured> runs, ToDoubleFunction<Measured> value) {
        return median(runs.stream().mapToDouble(value).toArray());
    }

    /// Of each round's own ratio: what a machine does to one round it does to both.
    static double medianRatio(List<Measured> gateway, List<Measured> yardstick) {
        double[] ratios = new double[gateway.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = gateway.get(round).cpuMicros() / yardstick.get(round).cpuMicros();
        }
        return median(ratios);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
