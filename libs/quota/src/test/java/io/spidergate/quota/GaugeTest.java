package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spidergate.contracts.routing.PoolStanding.LimitSource;
import io.spidergate.contracts.routing.PoolStanding.WindowStanding;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a plan's provider tells is read, not counted.
class GaugeTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration FIVE_HOURS = Duration.ofHours(5);
    private static final QuotaWindow WINDOW = window(90, FIVE_HOURS);

    @Test
    void whereNothingWasToldNobodyIsHeldBack() {
        Gauge gauge = Gauge.untold(WINDOW);
        assertThat(gauge.isSpent(NOON)).isFalse();
        WindowStanding standing = gauge.standing(NOON);
        assertThat(standing.resetsAt()).as("unknown is not none used").isNull();
        assertThat(standing.source()).isEqualTo(LimitSource.PUBLISHED);
        assertThat(standing.confidence()).isZero();
        assertThat(gauge.seen(seen(null, 1_000L, 0), NOON)).isEqualTo(gauge);
    }

    @ParameterizedTest
    @CsvSource({"11, false", "10, true", "9, true", "0, true", "-5, true", "100, false"})
    void theRestIsLeftToWhosePlanItIs(long remaining, boolean spent) {
        Gauge gauge = Gauge.untold(WINDOW).seen(seen(remaining, 60_000L, 0), NOON);
        assertThat(gauge.isSpent(NOON)).isEqualTo(spent);
        assertThat(gauge.used(NOON)).isBetween(0L, 100L);
        assertThat(gauge.standing(NOON).limit()).isEqualTo(90);
        assertThat(gauge.standing(NOON).source()).isEqualTo(LimitSource.HEADERS);
        assertThat(gauge.standing(NOON).learnedAt()).isEqualTo(NOON);
        assertThat(gauge.standing(NOON).resetsAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void nothingThatWasToldOutlivesItsReset() {
        Gauge gauge = Gauge.untold(WINDOW).seen(seen(5L, 60_000L, 0), NOON);
        assertThat(gauge.isSpent(NOON.plusMillis(59_999))).isTrue();
        assertThat(gauge.isSpent(NOON.plusSeconds(60))).isFalse();
        assertThat(gauge.used(NOON.plusSeconds(60))).isZero();
        assertThat(gauge.standing(NOON.plusSeconds(60)).resetsAt()).isNull();
    }

    @Test
    void aResetBeyondTheWindowsLengthIsNotBelieved() {
        Gauge far = Gauge.untold(WINDOW).seen(seen(5L, Duration.ofDays(9).toMillis(), 0), NOON);
        assertThat(far.resetsAt()).isEqualTo(NOON.plus(FIVE_HOURS));
        Gauge past = Gauge.untold(WINDOW).seen(seen(5L, -7L, 0), NOON);
        assertThat(past.isSpent(NOON)).isFalse();
    }

    @Test
    void whereNoResetIsToldSomebodyTriesAfterAnHour() {
        Gauge gauge = Gauge.untold(WINDOW).seen(seen(0L, null, 0), NOON);
        assertThat(gauge.isSpent(NOON.plusSeconds(3_599))).isTrue();
        assertThat(gauge.isSpent(NOON.plusSeconds(3_600))).isFalse();
        Gauge refused = Gauge.untold(WINDOW).refused(null, NOON);
        assertThat(refused.isSpent(NOON.plusSeconds(3_599))).isTrue();
        assertThat(refused.isSpent(NOON.plusSeconds(3_600))).isFalse();
    }

    @Test
    void theLatestWordHoldsWhoeverBringsIt() {
        Gauge gauge = Gauge.untold(WINDOW).seen(seen(40L, 60_000L, 100), NOON);
        assertThat(gauge.seen(seen(80L, 60_000L, 101), NOON)).isEqualTo(gauge);
        assertThat(gauge.seen(seen(80L, 60_000L, 99), NOON).used(NOON)).isEqualTo(20);
        assertThat(gauge.seen(seen(20L, 60_000L, 50), NOON).used(NOON)).isEqualTo(80);
    }

    @Test
    void answersInAnyOrderDoNotOpenWhatWasClosed() {
        Gauge spent = Gauge.untold(WINDOW).seen(seen(10L, 60_000L, 100), NOON);
        assertThat(spent.seen(seen(12L, 60_000L, 50), NOON).isSpent(NOON)).isTrue();
        assertThat(spent.seen(seen(13L, 60_000L, 50), NOON).isSpent(NOON)).isFalse();
    }

    @Test
    void aRefusalFillsItUntilTheHint() {
        Gauge gauge = Gauge.untold(WINDOW).refused(Duration.ofHours(2), NOON);
        assertThat(gauge.used(NOON)).isEqualTo(100);
        assertThat(gauge.resetsAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(gauge.words(NOON))
                .isEqualTo(
                        "100 % of the plan's 5 hours are used, from 90 % on it is left to its"
                                + " owner");
        assertThat(Gauge.untold(window(80, Duration.ofDays(7))).words(NOON)).contains("7 days");
        assertThat(Gauge.untold(window(80, Duration.ofSeconds(90))).words(NOON))
                .contains("90 seconds");
    }

    @Test
    void underANewEntryItKeepsWhatWasTold() {
        Gauge told = Gauge.untold(WINDOW).seen(seen(15L, 60_000L, 0), NOON);
        Gauge stricter = told.under(window(80, FIVE_HOURS));
        assertThat(told.isSpent(NOON)).isFalse();
        assertThat(stricter.isSpent(NOON)).isTrue();
    }

    @Test
    void whateverIsToldItStaysWithinItsBounds() {
        Random random = new Random(7);
        for (int world = 0; world < 2_000; world++) {
            Gauge gauge = Gauge.untold(WINDOW);
            Instant now = NOON;
            for (int word = 0; word < 20; word++) {
                now = now.plusMillis(random.nextInt(4_000_000));
                gauge =
                        random.nextInt(5) == 0
                                ? gauge.refused(Duration.ofMillis(random.nextInt(90_000_000)), now)
                                : gauge.seen(randomSeen(random), now);
                assertThat(gauge.used(now)).isBetween(0L, 100L);
                assertThat(gauge.isSpent(now.plus(FIVE_HOURS))).isFalse();
            }
        }
    }

    @Test
    void isNeverCountedDown() {
        assertThatThrownBy(() -> WindowMeter.untouched(WINDOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> window(101, FIVE_HOURS)).hasMessageContaining("0 to 100");
        assertThatThrownBy(() -> new QuotaWindow(QuotaUnit.PERCENT, 90, 60, QuotaReset.ROLLING))
                .hasMessageContaining("percent");
        assertThatThrownBy(() -> new QuotaWindow(QuotaUnit.TOKENS, 90, 60, QuotaReset.TOLD))
                .hasMessageContaining("percent");
    }

    private static Seen randomSeen(Random random) {
        return seen(
                random.nextInt(6) == 0 ? null : random.nextLong(-20, 130),
                random.nextInt(4) == 0 ? null : random.nextLong(-1_000, 100_000_000),
                random.nextInt(10_000));
    }

    private static Seen seen(Long remaining, Long resetMs, long agoMs) {
        return new Seen(
                QuotaUnit.PERCENT, WINDOW.seconds(), null, remaining, resetMs, agoMs, agoMs + 9);
    }

    private static QuotaWindow window(long limit, Duration length) {
        return new QuotaWindow(QuotaUnit.PERCENT, limit, length.toSeconds(), QuotaReset.TOLD);
    }
}
