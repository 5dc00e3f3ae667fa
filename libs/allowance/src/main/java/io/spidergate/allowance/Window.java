package io.spidergate.allowance;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// The stretch of a zone's time after which a counter starts anew. Where the clock is put forward
/// or back, its days are shorter or longer than others.
public record Window(Unit unit, ZoneId zone) {

    public static final Window MINUTE = new Window(Unit.MINUTE, ZoneOffset.UTC);
    public static final Window DAY = new Window(Unit.DAY, ZoneOffset.UTC);
    public static final Window MONTH = new Window(Unit.MONTH, ZoneOffset.UTC);

    /// For what never starts anew.
    public static final Window ENDLESS = new Window(Unit.ENDLESS, ZoneOffset.UTC);

    public enum Unit {
        MINUTE,
        DAY,
        /// From Monday on.
        WEEK,
        MONTH,
        ENDLESS
    }

    public Instant startOf(Instant now) {
        return start(now.atZone(zone)).toInstant();
    }

    public Instant endOf(Instant now) {
        return next(start(now.atZone(zone))).toInstant();
    }

    private ZonedDateTime start(ZonedDateTime now) {
        return switch (unit) {
            case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
            case DAY -> midnight(now);
            case WEEK -> midnight(now.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTH -> midnight(now.withDayOfMonth(1));
            case ENDLESS -> Instant.EPOCH.atZone(ZoneOffset.UTC);
        };
    }

    private ZonedDateTime next(ZonedDateTime start) {
        return switch (unit) {
            case MINUTE -> start.plusMinutes(1);
            case DAY -> midnight(start.plusDays(1));
            case WEEK -> midnight(start.plusWeeks(1));
            case MONTH -> midnight(start.plusMonths(1));
            case ENDLESS -> start.withYear(9999);
        };
    }

    /// The first moment of the day, which is later than midnight where the clock skips that.
    private static ZonedDateTime midnight(ZonedDateTime time) {
        return time.toLocalDate().atStartOfDay(time.getZone());
    }
}
