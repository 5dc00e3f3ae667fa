package io.spidergate.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaUnit;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Windows that begin anew for everybody at once.
class CycleTest {

    private static final QuotaWindow CLOCK = window(60, QuotaReset.CLOCK);
    private static final long MINUTE = at("2026-07-15T12:34:00Z");

    @ParameterizedTest
    @CsvSource({
        "CLOCK, 60, 2026-07-15T12:34:56.789Z, 2026-07-15T12:34:00Z, 2026-07-15T12:35:00.300Z",
        "CLOCK, 3600, 2026-07-15T12:34:56.789Z, 2026-07-15T12:00:00Z, 2026-07-15T13:00:00.500Z",
        "UTC_MIDNIGHT, 86400, 2026-07-15T23:59:59Z, 2026-07-15T00:00:00Z, 2026-07-16T00:00:00.500Z",
        "PACIFIC_MIDNIGHT, 86400, 2026-07-15T06:59:59Z, 2026-07-14T07:00:00Z, 2026-07-15T07:00:00.500Z",
        "PACIFIC_MIDNIGHT, 86400, 2026-11-01T12:00:00Z, 2026-11-01T07:00:00Z, 2026-11-02T08:00:00.500Z",
        "CALENDAR_MONTH, 2678400, 2026-02-15T12:00:00Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00.500Z",
    })
    void beginsWhereItsKindSaysAndEndsAGuardLater(
            QuotaReset reset, long seconds, String now, String start, String end) {
        QuotaWindow window = window(seconds, reset);
        assertThat(Cycle.start(window, at(now))).isEqualTo(at(start));
        assertThat(Cycle.end(window, at(now))).isEqualTo(at(end));
    }

    @Test
    void theGuardIsAShareOfAShortWindowAndAtMostHalfASecond() {
        assertThat(Cycle.guard(window(60, QuotaReset.CLOCK))).isEqualTo(300);
        assertThat(Cycle.guard(window(1, QuotaReset.CLOCK))).isEqualTo(5);
        assertThat(Cycle.guard(window(100, QuotaReset.CLOCK))).isEqualTo(500);
        assertThat(Cycle.guard(window(86_400, QuotaReset.UTC_MIDNIGHT))).isEqualTo(500);
    }

    @Test
    void aUseShortlyBeforeTheEndIsPutApart() {
        assertThat(Cycle.cell(CLOCK, MINUTE)).isEqualTo(MINUTE);
        assertThat(Cycle.cell(CLOCK, MINUTE + 59_699)).isEqualTo(MINUTE);
        assertThat(Cycle.cell(CLOCK, MINUTE + 59_700)).isEqualTo(MINUTE + 59_700);
        assertThat(Cycle.cell(CLOCK, MINUTE + 59_999)).isEqualTo(MINUTE + 59_700);
        assertThat(Cycle.cell(CLOCK, MINUTE + 60_000)).isEqualTo(MINUTE + 60_000);
    }

    @Test
    void aroundTheEndBothWindowsCount() {
        long next = MINUTE + 60_000;
        long apart = next - 300;
        assertThat(Cycle.counts(CLOCK, MINUTE, next - 1)).isTrue();
        assertThat(Cycle.counts(CLOCK, MINUTE, next + 299))
                .as("the provider's clock may be behind")
                .isTrue();
        assertThat(Cycle.counts(CLOCK, MINUTE, next + 300)).isFalse();
        assertThat(Cycle.counts(CLOCK, apart, next + 59_999))
                .as("it may have reached the provider in the next")
                .isTrue();
        assertThat(Cycle.counts(CLOCK, apart - 1, next + 300)).isFalse();
        assertThat(Cycle.counts(CLOCK, apart, next + 60_300)).isFalse();
    }

    private static QuotaWindow window(long seconds, QuotaReset reset) {
        return new QuotaWindow(QuotaUnit.REQUESTS, 10, seconds, reset);
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
