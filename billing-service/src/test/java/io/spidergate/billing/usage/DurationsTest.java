package io.spidergate.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void aPercentileIsRightWithinEightPercent() {
        Random random = new Random(4);
        for (int world = 0; world < 50; world++) {
            long[] times = new long[500];
            Durations counted = Durations.NONE;
            for (int at = 0; at < times.length; at++) {
                times[at] = (long) Math.exp(random.nextDouble(7, 18));
                counted = counted.plus(Durations.of(times[at]));
            }
            Arrays.sort(times);
            for (double part : new double[] {0.5, 0.95, 0.99}) {
                double exact = times[(int) Math.ceil(times.length * part) - 1];
                assertThat((double) counted.percentileUs(part))
                        .isCloseTo(exact, within(0.08 * exact));
            }
        }
    }

    @Test
    void sumsAreTheSameInAnyOrder() {
        Durations one = Durations.of(5_000).plus(Durations.of(900_000));
        Durations other = Durations.of(7);
        assertThat(one.plus(other).counts()).isEqualTo(other.plus(one).counts());
        assertThat(one.plus(other).requests()).isEqualTo(3);
        assertThat(one.plus(Durations.NONE).counts()).isEqualTo(one.counts());
    }

    @Test
    void whatTakesForEverIsCountedInTheLastStep() {
        assertThat(Durations.of(Long.MAX_VALUE).counts()).hasSize(100);
        assertThat(Durations.of(-5).counts()).hasSize(1);
        assertThat(Durations.NONE.percentileUs(0.5)).isZero();
        assertThat(Durations.NONE.literal()).isEqualTo("{}");
        assertThat(Durations.of(1_100).literal()).isEqualTo("{0,1}");
    }
}
