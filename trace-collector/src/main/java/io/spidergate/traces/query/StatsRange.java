package io.spidergate.traces.query;

import io.spidergate.contracts.traces.TraceStats.Bucket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The range of a report and the buckets in it.
record StatsRange(Instant from, Instant to, ChronoUnit unit) {

    static final int MAX_BUCKETS = 1_000;

    static Parsed<StatsRange> parse(TraceFilter filter, String bucket, Instant now) {
        Instant to = filter.to().orElse(now);
        if (!filter.from().isBefore(to)) {
            return Parsed.bad("from", "from must be before now, got " + filter.from());
        }
        return switch (bucket) {
            case "hour" -> limited(new StatsRange(filter.from(), to, ChronoUnit.HOURS));
            case "day" -> limited(new StatsRange(filter.from(), to, ChronoUnit.DAYS));
            default ->
                    Parsed.bad("bucket", "bucket must be hour or day, got '%s'".formatted(bucket));
        };
    }

    private static Parsed<StatsRange> limited(StatsRange range) {
        long buckets = range.unit.between(range.from, range.to) + 1;
        return buckets > MAX_BUCKETS
                ? Parsed.bad(
                        "from",
                        "the range must have at most %d buckets, got %d from %s to %s"
                                .formatted(MAX_BUCKETS, buckets, range.from, range.to))
                : new Parsed.Good<>(range);
    }

    /// Every bucket of the range, oldest first; those without traces are empty.
    List<Bucket> fill(Map<Instant, Bucket> found) {
        List<Bucket> buckets = new ArrayList<>();
        for (Instant start = from.truncatedTo(unit);
                start.isBefore(to);
                start = start.plus(1, unit)) {
            Bucket bucket = found.get(start);
            buckets.add(bucket == null ? new Bucket(start, 0, 0, 0) : bucket);
        }
        return List.copyOf(buckets);
    }
}
