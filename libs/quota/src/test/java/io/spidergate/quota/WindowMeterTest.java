package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowMeterTest {

    private static final Instant NOON = Instant.parse("2026-07-15T12:00:30Z");

    @Test
    void aRollingWindowForgetsEachUseALengthAfterIt() {
        WindowMeter meter =
                meter(QuotaReset.ROLLING, 10, 60)
                        .with(6, NOON, NOON)
                        .with(4, NOON.plusSeconds(20), NOON.plusSeconds(20));

        assertThat(meter.used(NOON.plusSeconds(59))).isEqualTo(10);
        assertThat(meter.used(NOON.plusSeconds(61))).isEqualTo(4);
        assertThat(meter.used(NOON.plusSeconds(81))).isZero();
        assertThat(meter.freeAt(1, NOON.plusSeconds(21)))
                .isBetween(NOON.plusSeconds(60), NOON.plusSeconds(61));
        assertThat(meter.freeAt(7, NOON.plusSeconds(21)))
                .isBetween(NOON.plusSeconds(80), NOON.plusSeconds(81));
        assertThat(meter.freeAt(11, NOON)).isEqualTo(WindowMeter.NEVER);
    }

    /// It never counts less than an exact log would, and at most one cell's worth longer.
    @Test
    void aRollingWindowIsNeverMoreGenerousThanAnExactLog() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            WindowMeter meter = meter(QuotaReset.ROLLING, 1_000_000, 60);
            List<long[]> log = new ArrayList<>();
            Instant now = NOON;
            for (int step = 0; step < 200; step++) {
                now = now.plusMillis(random.nextInt(2_000));
                long amount = 1 + random.nextInt(50);
                meter = meter.with(amount, now, now);
                log.add(new long[] {now.toEpochMilli(), amount});
                long exact = since(log, now.toEpochMilli() - 60_000);
                long latest = since(log, now.toEpochMilli() - 60_000 - 60_000 / 256 - 300 - 1);
                assertThat(meter.used(now)).as("seed %d", seed).isBetween(exact, latest);
            }
        }
    }

    @Test
    void aBucketFillsEvenlyAndWhileItsLimitChanges() {
        WindowMeter empty = meter(QuotaReset.REFILLING, 100, 100).with(100, NOON, NOON);

        assertThat(empty.used(NOON.plusSeconds(30))).isEqualTo(70);
        assertThat(empty.freeAt(10, NOON)).isBetween(NOON.plusSeconds(10), NOON.plusMillis(10_001));
        assertThat(empty.wholeAt(NOON)).isBetween(NOON.plusSeconds(100), NOON.plusMillis(100_001));
        WindowMeter half = empty.withLimit(50, NOON.plusSeconds(30));
        assertThat(half.used(NOON.plusSeconds(40))).isEqualTo(65);
        assertThat(half.left(NOON.plusSeconds(40))).isEqualTo(-15);
    }

    @Test
    void aBucketLosesNothingByBeingLookedAtOften() {
        WindowMeter meter = meter(QuotaReset.REFILLING, 30, 10).with(30, NOON, NOON);
        for (int i = 1; i <= 100; i++) {
            Instant at = NOON.plusMillis(i * 50L);
            meter = meter.with(0, at, at);
        }
        assertThat(meter.used(NOON.plusSeconds(5))).isBetween(15L, 16L);
    }

    @Test
    void aClocksWindowEndsForEverybodyAtOnce() {
        WindowMeter meter = meter(QuotaReset.CLOCK, 5, 60).with(5, NOON, NOON);

        assertThat(meter.used(NOON.plusSeconds(29))).isEqualTo(5);
        assertThat(meter.used(NOON.plusSeconds(31))).isZero();
        assertThat(meter.freeAt(1, NOON)).isEqualTo(Instant.parse("2026-07-15T12:01:00.300Z"));
    }

    /// A provider's clock may be behind: what is used in the first moments counts as the old
    /// window's.
    @Test
    void aWindowBeginsALittleLaterThanTheClockSays() {
        Instant minute = Instant.parse("2026-07-15T12:01:00Z");
        WindowMeter meter = meter(QuotaReset.CLOCK, 5, 60).with(5, NOON, NOON);

        assertThat(meter.used(minute.plusMillis(299))).isEqualTo(5);
        assertThat(meter.used(minute.plusMillis(301))).isZero();
        Instant first = minute.plusMillis(100);
        assertThat(meter.with(1, first, first).used(first)).isEqualTo(6);
        assertThat(meter.with(1, first, first).used(minute.plusMillis(301))).isOne();
    }

    @Test
    void daysEndWhereTheProviderLives() {
        assertThat(meter(QuotaReset.UTC_MIDNIGHT, 5, 86_400).wholeAt(NOON))
                .isEqualTo(Instant.parse("2026-07-16T00:00:00.500Z"));
        assertThat(meter(QuotaReset.PACIFIC_MIDNIGHT, 5, 86_400).wholeAt(NOON))
                .isEqualTo(Instant.parse("2026-07-16T07:00:00.500Z"));
        Instant winter = Instant.parse("2026-12-15T12:00:00Z");
        assertThat(meter(QuotaReset.PACIFIC_MIDNIGHT, 5, 86_400).wholeAt(winter))
                .isEqualTo(Instant.parse("2026-12-16T08:00:00.500Z"));
        assertThat(meter(QuotaReset.CALENDAR_MONTH, 5, 31 * 86_400).wholeAt(NOON))
                .isEqualTo(Instant.parse("2026-08-01T00:00:00.500Z"));
    }

    @Test
    void whatIsGivenOnceNeverComesBack() {
        WindowMeter meter = meter(QuotaReset.NEVER, 5, 86_400).with(3, NOON, NOON);

        assertThat(meter.used(NOON.plusSeconds(86_400 * 400L))).isEqualTo(3);
        assertThat(meter.freeAt(3, NOON)).isEqualTo(WindowMeter.NEVER);
        assertThat(meter.freeAt(2, NOON)).isEqualTo(NOON);
    }

    @Test
    void aCorrectionUndoesTheUseOnlyWhereThatStillCounts() {
        for (QuotaReset reset : List.of(QuotaReset.ROLLING, QuotaReset.CLOCK)) {
            WindowMeter meter =
                    meter(reset, 1_000, 60)
                            .with(500, NOON, NOON)
                            .with(100, NOON.plusSeconds(50), NOON.plusSeconds(50));

            Instant soon = NOON.plusSeconds(20);
            assertThat(
                            meter(reset, 1_000, 60)
                                    .with(500, NOON, NOON)
                                    .with(-400, NOON, soon)
                                    .used(NOON))
                    .isEqualTo(100);
            Instant late = NOON.plusSeconds(70);
            assertThat(meter.with(-400, NOON, late).used(late)).isEqualTo(100);
        }
    }

    @Test
    void aUseOfTomorrowIsOfNow() {
        assertThat(meter(QuotaReset.CLOCK, 5, 60).with(2, NOON.plusSeconds(90), NOON).used(NOON))
                .isEqualTo(2);
    }

    @Test
    void manyUsesTakeLittleRoom() {
        WindowMeter meter = meter(QuotaReset.ROLLING, 100_000, 60);
        for (int i = 0; i < 10_000; i++) {
            Instant at = NOON.plusMillis(i * 20L);
            meter = meter.with(1, at, at);
        }
        assertThat(meter.cells()).hasSizeLessThan(260);
    }

    private static long since(List<long[]> log, long afterMs) {
        return log.stream().filter(use -> use[0] > afterMs).mapToLong(use -> use[1]).sum();
    }

    private static WindowMeter meter(QuotaReset reset, long limit, long seconds) {
        return WindowMeter.untouched(new QuotaWindow(QuotaUnit.REQUESTS, limit, seconds, reset));
    }
}
