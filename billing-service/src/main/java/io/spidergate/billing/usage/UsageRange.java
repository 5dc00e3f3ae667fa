package io.spidergate.billing.usage;

import io.spidergate.billing.http.Refusal;
import io.spidergate.contracts.billing.UsageReport.Range;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range of whole hours as it is asked for. Pure.
record UsageRange(Instant from, Instant to, ChronoUnit bucket) {

    private static final Duration USUAL = Duration.ofDays(7);
    private static final int MAX_DAYS = 366;
    private static final int MAX_BUCKETS = 24 * 62;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    static UsageRange asked(
            @Nullable String from, @Nullable String to, @Nullable String bucket, Instant now) {
        Instant end = to == null ? now : instant("to", to);
        Instant start = from == null ? end.minus(USUAL) : instant("from", from);
        if (!start.isBefore(end)) {
            throw Refusal.badRequest(
                    "to", "'to' must be after 'from', got %s and %s".formatted(end, start));
        }
        if (Duration.between(start, end).compareTo(Duration.ofDays(MAX_DAYS)) > 0) {
            throw Refusal.badRequest(
                    "from",
                    "the range must be at most %d days, got %s to %s"
                            .formatted(MAX_DAYS, start, end));
        }
        UsageRange range = new UsageRange(hour(start), hourAfter(end), unit(bucket));
        if (range.bucket == ChronoUnit.HOURS && range.buckets().size() > MAX_BUCKETS) {
            throw Refusal.badRequest(
                    "bucket", "by the hour a range must be at most 62 days; take 'day'");
        }
        return range;
    }

    /// Of equal length, right before.
    UsageRange before() {
        return new UsageRange(from.minus(Duration.between(from, to)), from, bucket);
    }

    /// Their beginnings; the first may begin before the range.
    List<Instant> buckets() {
        List<Instant> all = new ArrayList<>();
        for (Instant at = from.truncatedTo(bucket); at.isBefore(to); at = at.plus(1, bucket)) {
            all.add(at);
        }
        return all;
    }

    Range told() {
        return new Range(from, to, bucket == ChronoUnit.HOURS ? "hour" : "day");
    }

    private static ChronoUnit unit(@Nullable String bucket) {
        return switch (bucket) {
            case "hour" -> ChronoUnit.HOURS;
            case "day" -> ChronoUnit.DAYS;
            case null, default ->
                    throw Refusal.badRequest(
                            "bucket", "'bucket' must be hour or day, got '%s'".formatted(bucket));
        };
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    private static Instant hourAfter(Instant at) {
        Instant hour = hour(at);
        return hour.equals(at) ? at : hour.plus(1, ChronoUnit.HOURS);
    }

    private static Instant instant(String field, String text) {
        Instant read;
        try {
            read = parsed(text);
        } catch (DateTimeException e) {
            throw Refusal.badRequest(
                    field,
                    "'%s' must be an ISO-8601 time or day, got '%s'"
                            .formatted(field, text.length() <= 40 ? text : text.substring(0, 40)));
        }
        if (read.isBefore(EARLIEST) || read.isAfter(LATEST)) {
            throw Refusal.badRequest(
                    field, "'%s' must be from 2000 to 2200, got %s".formatted(field, read));
        }
        return read;
    }

    private static Instant parsed(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        boolean zoned = text.matches(".*(Z|z|[+-][0-9:]+)");
        return zoned
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
