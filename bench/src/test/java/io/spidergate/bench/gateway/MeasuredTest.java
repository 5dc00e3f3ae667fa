package io.spidergate.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void theMedianIsTheMiddleOrBetweenTheTwoMiddleOnes() {
        assertThat(Measured.median(new double[] {9, 1, 2})).isEqualTo(2);
        assertThat(Measured.median(new double[] {4, 1, 2, 9})).isEqualTo(3);
    }

    @Test
    void ratiosAreTakenWithinARoundBeforeTheirMedian() {
        List<Measured> gateway = List.of(cpu(50), cpu(90), cpu(60));
        List<Measured> nginx = List.of(cpu(20), cpu(30), cpu(30));

        assertThat(Measured.medianRatio(gateway, nginx)).isEqualTo(2.5);
    }

    @Test
    void aPercentileIsTheSlowestOfTheFasterShare() {
        double[] sorted = new double[100];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = i + 1;
        }
        OpenLoop.Latencies latencies = new OpenLoop.Latencies(sorted);

        assertThat(latencies.percentile(0.5)).isEqualTo(50);
        assertThat(latencies.percentile(0.99)).isEqualTo(99);
        assertThat(latencies.percentile(1)).isEqualTo(100);
    }

    private static Measured cpu(double micros) {
        return new Measured(1, 1, micros);
    }
}
