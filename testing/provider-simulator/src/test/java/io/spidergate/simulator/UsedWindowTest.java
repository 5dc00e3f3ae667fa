package io.spidergate.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.simulator.QuotaRule.Reset;
import io.spidergate.simulator.QuotaRule.Unit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UsedWindowTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:10Z");

    @Test
    void theClocksWindowEndsWithTheMinute() {
        UsedWindow window = window(Reset.CLOCK);
        window.use(4, NOON);

        assertThat(window.state(NOON.plusSeconds(49)).used()).isEqualTo(4);
        assertThat(window.state(NOON.plusSeconds(49)).secondsUntilReset()).isOne();
        assertThat(window.state(NOON.plusSeconds(50)).used()).isZero();
    }

    @Test
    void eachUseRollsOutByItself() {
        UsedWindow window = window(Reset.ROLLING);
        window.use(4, NOON);
        window.use(2, NOON.plusSeconds(30));

        assertThat(window.state(NOON.plusSeconds(59)).used()).isEqualTo(6);
        assertThat(window.state(NOON.plusSeconds(59)).secondsUntilReset()).isOne();
        assertThat(window.state(NOON.plusSeconds(60)).used()).isEqualTo(2);
    }

    @Test
    void aBucketRefillsEvenly() {
        UsedWindow window = window(Reset.REFILLING);
        window.use(6, NOON);

        assertThat(window.state(NOON.plusSeconds(20)).used()).isEqualTo(4);
        assertThat(window.state(NOON.plusSeconds(20)).untilReset())
                .isEqualTo(Duration.ofSeconds(40));
        assertThat(window.state(NOON.plusSeconds(60)).used()).isZero();
    }

    private static UsedWindow window(Reset reset) {
        return UsedWindow.of(new QuotaRule(Unit.REQUESTS, Duration.ofMinutes(1), 6, null, reset));
    }
}
