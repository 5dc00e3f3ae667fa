package io.spidergate.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.allowance.Window.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WindowTest {

    private static final List<String> ZONES =
            List.of(
                    "UTC",
                    "Europe/Berlin",
                    "America/New_York",
                    "America/Sao_Paulo",
                    "Asia/Kolkata",
                    "Australia/Lord_Howe",
                    "Pacific/Apia",
                    "Asia/Beirut");

    @ParameterizedTest
    @EnumSource(Unit.class)
    void windowsFollowOneAnotherWithoutAGapAndHoldWhatFallsIntoThem(Unit unit) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            Window window = new Window(unit, ZoneId.of(ZONES.get(i % ZONES.size())));
            Instant now = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
            Instant start = window.startOf(now);
            Instant end = window.endOf(now);

            assertThat(now).isAfterOrEqualTo(start).isBefore(end);
            assertThat(window.startOf(start)).isEqualTo(start);
            assertThat(window.endOf(start)).isEqualTo(end);
            assertThat(window.endOf(end.minusNanos(1))).isEqualTo(end);
            if (unit != Unit.ENDLESS) {
                assertThat(window.startOf(end)).isEqualTo(end);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // The clock is put forward and back.
        "DAY,   Europe/Berlin,    2026-03-29T10:00:00Z, 2026-03-28T23:00:00Z, PT23H",
        "DAY,   Europe/Berlin,    2026-10-25T10:00:00Z, 2026-10-24T22:00:00Z, PT25H",
        "DAY,   Asia/Kolkata,     2026-11-27T10:00:00Z, 2026-11-26T18:30:00Z, PT24H",
        // Midnight is skipped.
        "DAY,   Asia/Beirut,      2026-03-29T10:00:00Z, 2026-03-28T22:00:00Z, PT23H",
        "WEEK,  UTC,              2026-11-29T23:59:59Z, 2026-11-23T00:00:00Z, PT168H",
        "WEEK,  America/New_York, 2026-11-27T10:00:00Z, 2026-11-23T05:00:00Z, PT168H",
        "MONTH, America/New_York, 2026-11-27T10:00:00Z, 2026-11-01T04:00:00Z, PT721H",
        "MONTH, UTC,              2026-02-27T10:00:00Z, 2026-02-01T00:00:00Z, PT672H",
    })
    void calendarsAreThoseOfTheZone(
            Unit unit, String zone, Instant now, Instant start, Duration length) {
        Window window = new Window(unit, ZoneId.of(zone));

        assertThat(window.startOf(now)).isEqualTo(start);
        assertThat(Duration.between(start, window.endOf(now))).isEqualTo(length);
    }
}
