package io.spidergate.bench.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumptionTest {

    private static final long SECOND = 1_000_000_000;

    private final Consumption consumption = new Consumption(0, 0, 5);

    @Test
    void neitherTimeNorEventsOfAnOutageCount() {
        consumption.look(SECOND, 10, true);
        consumption.killed("kafka");
        consumption.look(2 * SECOND, 15, false);
        consumption.look(3 * SECOND, 15, true);
        consumption.look(4 * SECOND, 16, true);
        consumption.look(5 * SECOND, 26, true);

        assertThat(consumption.perSecond()).isEqualTo(10);
        assertThat(consumption.outages()).isEqualTo(Map.of("kafka", 3.0));
    }

    @Test
    void cpuTimeIsSharedByTheEventsThatItWentInto() {
        consumption.look(SECOND, 1_000, true);
        consumption.burnt(5.1);

        assertThat(consumption.cpuMicros()).isCloseTo(100, within(0.001));
    }

    @Test
    void timeWithoutProgressCountsWhereNothingIsAway() {
        consumption.look(SECOND, 10, true);
        consumption.look(2 * SECOND, 10, true);

        assertThat(consumption.perSecond()).isEqualTo(5);
    }
}
