package io.spidergate.allowance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// The stretch of UTC time after which a counter starts anew.
public enum Window {
    MINUTE {
        @Override
        ZonedDateTime start(ZonedDateTime now) {
            return now.truncatedTo(ChronoUnit.MINUTES);
        }

        @Override
        ZonedDateTime next(ZonedDateTime start) {
            return start.plusMinutes(1);
        }
    },
    DAY {
        @Override
        ZonedDateTime start(ZonedDateTime now) {
            return now.truncatedTo(ChronoUnit.DAYS);
        }

        @Override
        ZonedDateTime next(ZonedDateTime start) {
            return start.plusDays(1);
        }
    },
    MONTH {
        @Override
        ZonedDateTime start(ZonedDateTime now) {
            return now.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        }

        @Override
        ZonedDateTime next(ZonedDateTime start) {
            return start.plusMonths(1);
        }
    },
    /// For what never starts anew.
    ENDLESS {
        @Override
        ZonedDateTime start(ZonedDateTime now) {
            return Instant.EPOCH.atZone(ZoneOffset.UTC);
        }

        @Override
        ZonedDateTime next(ZonedDateTime start) {
            return start.withYear(9999);
        }
    };

    abstract ZonedDateTime start(ZonedDateTime now);

    abstract ZonedDateTime next(ZonedDateTime start);

    public Instant startOf(Instant now) {
        return start(now.atZone(ZoneOffset.UTC)).toInstant();
    }

    public Instant endOf(Instant now) {
        return next(start(now.atZone(ZoneOffset.UTC))).toInstant();
    }
}
