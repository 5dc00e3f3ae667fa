package io.spidergate.llm.reset;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Moments written out: RFC 3339, and the three date forms that RFC 9110 section 5.6.7 makes a
/// recipient accept.
final class WrittenDate {

    private static final List<DateTimeFormatter> FORMS =
            List.of(
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME,
                    anyCase().append(DateTimeFormatter.RFC_1123_DATE_TIME).toFormatter(Locale.ROOT),
                    anyCase()
                            .appendPattern("EEEE, dd-MMM-")
                            .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(2000, 1, 1))
                            .appendPattern(" HH:mm:ss 'GMT'")
                            .toFormatter(Locale.ENGLISH)
                            .withZone(ZoneOffset.UTC),
                    anyCase()
                            .appendPattern("EEE MMM ppd HH:mm:ss yyyy")
                            .toFormatter(Locale.ENGLISH)
                            .withZone(ZoneOffset.UTC));

    private WrittenDate() {}

    static Optional<Instant> parse(String text) {
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(form.parse(text, Instant::from));
            } catch (DateTimeException _) {
                // not this form; the next may fit
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatterBuilder anyCase() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }
}
