package io.spidergate.billing.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What was spent lately, and what that comes to. Pure.
///
/// @param nanoUsd within the time that is looked at
/// @param since the first spending of it; absent where nothing was spent
record Pace(long nanoUsd, @Nullable Instant since) {

    static final Duration LATELY = Duration.ofDays(7);

    static final String METHOD =
            "the mean of the last 7 days, or of the time since the first spending where that is less,"
                    + " at least one day, goes on until the end of the UTC month";

    private static final Duration DAY = Duration.ofDays(1);

    /// Whoever began yesterday has not spent for seven days.
    long perDay(Instant now) {
        if (since == null) {
            return 0;
        }
        Duration looked = Duration.between(since, now);
        Duration bounded = looked.compareTo(DAY) < 0 ? DAY : looked;
        return scaled(nanoUsd, DAY, bounded.compareTo(LATELY) > 0 ? LATELY : bounded);
    }

    /// @param spent in this month
    long atMonthEnd(long spent, Instant now) {
        return Math.addExact(spent, scaled(perDay(now), Duration.between(now, monthEnd(now)), DAY));
    }

    /// When a budget is used up; null where it lasts until it resets.
    ///
    /// @param spent in its present period
    @Nullable Instant usedUpAt(long limit, long spent, Instant now, Instant resetsAt) {
        if (spent >= limit) {
            return now;
        }
        long perDay = perDay(now);
        if (perDay == 0) {
            return null;
        }
        double days = (double) (limit - spent) / perDay;
        Instant at =
                now.plusMillis((long) Math.min(days * DAY.toMillis(), LATELY.toMillis() * 10L));
        return at.isBefore(resetsAt) ? at : null;
    }

    static Instant monthEnd(Instant now) {
        return month(now).plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    static Instant monthStart(Instant now) {
        return month(now).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static YearMonth month(Instant now) {
        return YearMonth.from(now.atOffset(ZoneOffset.UTC));
    }

    private static long scaled(long amount, Duration by, Duration of) {
        return Math.round((double) amount * by.toMillis() / of.toMillis());
    }
}
