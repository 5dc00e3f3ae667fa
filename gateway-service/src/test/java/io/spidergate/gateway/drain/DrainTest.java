package io.spidergate.gateway.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void nothingIsRefusedBeforeItBegins() {
        assertThat(new Drain(Duration.ZERO).refusesAt(Instant.MAX.minusNanos(1))).isFalse();
    }

    @Test
    void withoutGraceItRefusesAtOnce() {
        Drain drain = new Drain(Duration.ZERO);
        drain.begin(NOW);

        assertThat(drain.refusesAt(NOW)).isTrue();
    }

    @Test
    void withGraceItServesUntilLoadBalancersHaveHeard() {
        Drain drain = new Drain(Duration.ofSeconds(5));
        drain.begin(NOW);

        assertThat(drain.refusesAt(NOW.plusMillis(4_999))).isFalse();
        assertThat(drain.refusesAt(NOW.plusSeconds(5))).isTrue();
    }
}
