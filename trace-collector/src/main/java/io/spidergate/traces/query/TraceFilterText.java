package io.spidergate.traces.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A filter as it stands in a query string.
record TraceFilterText(
        @Nullable String from,
        @Nullable String to,
        @Nullable String agent,
        @Nullable String status,
        @Nullable String model,
        @Nullable Long minLatencyMs,
        @Nullable Long minCostNanoUsd) {

    static final Duration DEFAULT_RANGE = Duration.ofHours(24);
    static final int MAX_NAME = 300;
    static final long MAX_LATENCY_MS = Duration.ofDays(1).toMillis();

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    Parsed<TraceFilter> parse(Instant now) {
        try {
            Optional<Instant> end = instant("to", to);
            Instant start = instant("from", from).orElse(end.orElse(now).minus(DEFAULT_RANGE));
            if (end.isPresent() && !start.isBefore(end.get())) {
                throw new Refused(
                        "from", "from must be before to, got from=%s to=%s".formatted(start, to));
            }
            return new Parsed.Good<>(
                    new TraceFilter(
                            start,
                            end,
                            name("agent", agent),
                            outcome(),
                            name("model", model),
                            atLeastZero("minLatencyMs", minLatencyMs, MAX_LATENCY_MS)
                                    .map(ms -> ms * 1_000),
                            atLeastZero("minCostNanoUsd", minCostNanoUsd, Long.MAX_VALUE)));
        } catch (Refused e) {
            return Parsed.bad(e.field, e.getMessage());
        }
    }

    private static Optional<Instant> instant(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            Instant instant = OffsetDateTime.parse(text.trim()).toInstant();
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new Refused(
                        field,
                        "%s must be from %s to %s, got %s"
                                .formatted(field, EARLIEST, LATEST, instant));
            }
            return Optional.of(instant);
        } catch (DateTimeException e) {
            throw new Refused(
                    field,
                    "%s must be an ISO-8601 instant such as 2026-01-31T12:00:00Z, got '%s'"
                            .formatted(field, abbreviated(text)));
        }
    }

    private Optional<TraceFilter.Status> outcome() {
        if (status == null || status.isBlank()) {
            return Optional.empty();
        }
        return switch (status) {
            case "success" -> Optional.of(TraceFilter.Status.SUCCESS);
            case "error" -> Optional.of(TraceFilter.Status.ERROR);
            default ->
                    throw new Refused(
                            "status",
                            "status must be success or error, got '%s'"
                                    .formatted(abbreviated(status)));
        };
    }

    private static Optional<String> name(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        if (text.length() > MAX_NAME) {
            throw new Refused(
                    field,
                    "%s must have at most %d characters, got %d"
                            .formatted(field, MAX_NAME, text.length()));
        }
        return Optional.of(text.replace('\0', '\uFFFD'));
    }

    private static Optional<Long> atLeastZero(String field, @Nullable Long number, long max) {
        if (number == null) {
            return Optional.empty();
        }
        if (number < 0 || number > max) {
            throw new Refused(
                    field, "%s must be from 0 to %d, got %d".formatted(field, max, number));
        }
        return Optional.of(number);
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /// Leaves the nest of small parsers at the first thing that is wrong; never leaves this class.
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String field;

        Refused(String field, String message) {
            super(message, null, false, false);
            this.field = field;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
