package io.spidergate.billing.reconciliation;

import io.spidergate.billing.http.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// UTC days as they are asked for.
///
/// @param until the first that is not meant
record DayRange(LocalDate from, LocalDate until) {

    static final int USUAL = 7;
    private static final int MAX = 366;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2200, 1, 1);

    static DayRange asked(@Nullable String from, @Nullable String until, LocalDate today) {
        LocalDate end = until == null ? today.plusDays(1) : day("until", until);
        LocalDate start = from == null ? end.minusDays(USUAL) : day("from", from);
        if (!start.isBefore(end) || end.isAfter(start.plusDays(MAX))) {
            throw Refusal.badRequest(
                    "until",
                    "from 'from' until 'until' there must be 1 to %d days, got %s and %s"
                            .formatted(MAX, start, end));
        }
        return new DayRange(start, end);
    }

    private static LocalDate day(String field, String text) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badRequest(
                    field,
                    "'%s' must be a day such as 2026-11-27, got '%s'"
                            .formatted(field, text.length() <= 40 ? text : text.substring(0, 40)));
        }
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw Refusal.badRequest(
                    field, "'%s' must be from 2000 to 2200, got %s".formatted(field, day));
        }
        return day;
    }
}
