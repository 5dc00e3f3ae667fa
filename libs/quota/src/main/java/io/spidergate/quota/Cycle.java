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

    /// A call reaches its provider a little later than we count it, and a provider's clock may be
    /// behind ours: around a window's end so much counts in both.
    private static final long LONGEST_GUARD_MS = 500;

    private static final long GUARD_SHARE = 200;

    private Cycle() {}

    /// The start of the window that `atMs` lies in, by our clock.
    static long start(QuotaWindow window, long atMs) {
        return window.reset() == QuotaReset.CLOCK
                ? Math.floorDiv(atMs, lengthMs(window)) * lengthMs(window)
                : first(window.reset(), atMs).toInstant().toEpochMilli();
    }

    /// Where a use is put: with its window, or, shortly before that ends, apart, since it may reach
    /// the provider in the next.
    static long cell(QuotaWindow window, long atMs) {
        long tail = next(window, atMs) - guard(window);
        return atMs >= tail ? tail : start(window, atMs);
    }

    /// Whether a cell still counts: shortly after a window's end both do.
    static boolean counts(QuotaWindow window, long cellMs, long nowMs) {
        return cellMs >= start(window, nowMs - guard(window))
                || cellMs >= start(window, nowMs) - guard(window);
    }

    /// When the next one has begun at the provider too.
    static long end(QuotaWindow window, long nowMs) {
        return next(window, nowMs - guard(window)) + guard(window);
    }

    private static long next(QuotaWindow window, long atMs) {
        if (window.reset() == QuotaReset.CLOCK) {
            return start(window, atMs) + lengthMs(window);
        }
        ZonedDateTime first = first(window.reset(), atMs);
        ZonedDateTime next =
                window.reset() == QuotaReset.CALENDAR_MONTH
                        ? first.plusMonths(1)
                        : first.plusDays(1);
        return next.toInstant().toEpochMilli();
    }

    static long lengthMs(QuotaWindow window) {
        return window.seconds() * 1_000;
    }

    static long guard(QuotaWindow window) {
        return Math.min(LONGEST_GUARD_MS, lengthMs(window) / GUARD_SHARE);
    }

    private static ZonedDateTime first(QuotaReset reset, long atMs) {
        ZoneId zone = reset == QuotaReset.PACIFIC_MIDNIGHT ? PACIFIC : ZoneOffset.UTC;
        ZonedDateTime day = Instant.ofEpochMilli(atMs).atZone(zone).truncatedTo(ChronoUnit.DAYS);
        return reset == QuotaReset.CALENDAR_MONTH ? day.withDayOfMonth(1) : day;
    }
}
