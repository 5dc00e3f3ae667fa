package io.spidergate.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    @Test
    void whatWasSpentInSevenDaysGoesOn() {
        Pace pace = new Pace(700, NOW.minus(Duration.ofDays(7)));
        assertThat(pace.perDay(NOW)).isEqualTo(100);
        assertThat(pace.atMonthEnd(1_500, NOW)).isEqualTo(1_500 + 11 * 100);
    }

    @Test
    void whoBeganLatelyIsNotTakenForThrifty() {
        assertThat(new Pace(200, NOW.minus(Duration.ofDays(2))).perDay(NOW)).isEqualTo(100);
        assertThat(new Pace(200, NOW.minusSeconds(60)).perDay(NOW))
                .as("a minute is no day")
                .isEqualTo(200);
        assertThat(new Pace(0, null).perDay(NOW)).isZero();
    }

    @Test
    void tellsWhenABudgetIsUsedUpIfThatIsBeforeTheMonthsEnd() {
        Pace pace = new Pace(700, NOW.minus(Duration.ofDays(7)));
        assertThat(pace.usedUpAt(500, 250, NOW, Pace.monthEnd(NOW)))
                .isEqualTo(NOW.plus(Duration.ofHours(60)));
        assertThat(pace.usedUpAt(5_000, 250, NOW, Pace.monthEnd(NOW))).isNull();
        assertThat(pace.usedUpAt(1_350, 250, NOW, Pace.monthEnd(NOW)))
                .as("in the last moment")
                .isNull();
        assertThat(pace.usedUpAt(500, 500, NOW, Pace.monthEnd(NOW))).isEqualTo(NOW);
        assertThat(new Pace(0, null).usedUpAt(500, 250, NOW, Pace.monthEnd(NOW))).isNull();
        assertThat(pace.usedUpAt(Long.MAX_VALUE, 250, NOW, Pace.monthEnd(NOW))).isNull();
    }

    @Test
    void theMonthIsOneOfUtc() {
        Instant last = Instant.parse("2026-12-31T23:59:59Z");
        assertThat(Pace.monthEnd(last)).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(Pace.monthStart(last)).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    }
}
