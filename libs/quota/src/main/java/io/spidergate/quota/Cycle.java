package io.spidergate.quota;

import io.spidergate.contracts.routing.QuotaReset;
import io.spidergate.contracts.routing.QuotaWindow;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// Where the windows that start anew for everybody at once begin and end.
final class Cycle {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    /// A provider's clock may be behind ours: for so long after a window's end both count.
    private static final long LONGEST_GUARD_MS = 500;

    private static final long GUARD_SHARE = 200;

    private Cycle() {}

    /// The start of the window that `atMs` lies in, by our clock.
    static long start(QuotaWindow window, long atMs) {
        return window.reset() == QuotaReset.CLOCK
                ? Math.floorDiv(atMs, lengthMs(window)) * lengthMs(window)
                : first(window.reset(), atMs).toInstant().toEpochMilli();
    }

    /// The start of the oldest window that may still hold at the provider.
    static long oldest(QuotaWindow window, long nowMs) {
        return start(window, nowMs - guard(window));
    }

    /// When the next one has begun at the provider too.
    static long end(QuotaWindow window, long nowMs) {
        long guarded = nowMs - guard(window);
        if (window.reset() == QuotaReset.CLOCK) {
            return start(window, guarded) + lengthMs(window) + guard(window);
        }
        ZonedDateTime first = first(window.reset(), guarded);
        ZonedDateTime next =
                window.reset() == QuotaReset.CALENDAR_MONTH
                        ? first.plusMonths(1)
                        : first.plusDays(1);
        return next.toInstant().toEpochMilli() + guard(window);
    }

    static long lengthMs(QuotaWindow window) {
        return window.seconds() * 1_000;
    }

    private static long guard(QuotaWindow window) {
        return Math.min(LONGEST_GUARD_MS, lengthMs(window) / GUARD_SHARE);
    }

    private static ZonedDateTime first(QuotaReset reset, long atMs) {
        ZoneId zone = reset == QuotaReset.PACIFIC_MIDNIGHT ? PACIFIC : ZoneOffset.UTC;
        ZonedDateTime day = Instant.ofEpochMilli(atMs).atZone(zone).truncatedTo(ChronoUnit.DAYS);
        return reset == QuotaReset.CALENDAR_MONTH ? day.withDayOfMonth(1) : day;
    }
}
