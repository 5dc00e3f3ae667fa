package io.spidergate.traces.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The partition of one UTC day, and which days there should be.
record DayPartition(LocalDate day) {

    private static final String PREFIX = "trace_p";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    static DayPartition of(Instant startedAt) {
        return new DayPartition(startedAt.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /// Empty for a table that is no day partition.
    static Optional<DayPartition> named(String table) {
        if (!table.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new DayPartition(LocalDate.parse(table.substring(PREFIX.length()), SUFFIX)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Today's and the next ones.
    static List<DayPartition> ahead(Instant now, int days) {
        LocalDate today = of(now).day();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(days + 1L)
                .map(DayPartition::new)
                .toList();
    }

    /// True once the last instant of the day is out of retention.
    boolean isExpired(Instant now, Duration retention) {
        return !end().isAfter(now.minus(retention));
    }

    String table() {
        return PREFIX + SUFFIX.format(day);
    }

    Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    Instant end() {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
