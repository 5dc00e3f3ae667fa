package io.spidergate.billing.usage;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How long requests took, counted in steps that grow by 15 percent each: so those of any hours and
/// agents can be added, and a percentile is right within eight percent.
///
/// @param counts of the steps; nothing after the last that was met
@SuppressWarnings("ArrayRecordComponent") // never compared
record Durations(long[] counts) {

    static final Durations NONE = new Durations(new long[0]);

    private static final double FIRST_US = 1_000;
    private static final double GROWTH = 1.15;

    /// Some sixteen minutes: what takes longer is counted as that.
    private static final int LAST = 99;

    static Durations of(long us) {
        int step = step(us);
        long[] counts = new long[step + 1];
        counts[step] = 1;
        return new Durations(counts);
    }

    Durations plus(Durations other) {
        long[] sum = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
        for (int step = 0; step < other.counts.length; step++) {
            sum[step] += other.counts[step];
        }
        return new Durations(sum);
    }

    long requests() {
        return Arrays.stream(counts).sum();
    }

    /// The middle of the step in which the part ends; 0 where nothing was counted.
    ///
    /// @param part of all, such as 0.95
    long percentileUs(double part) {
        long rank = (long) Math.ceil(requests() * part);
        long seen = 0;
        for (int step = 0; step < counts.length; step++) {
            seen += counts[step];
            if (counts[step] > 0 && seen >= rank) {
                return Math.round(FIRST_US * Math.pow(GROWTH, step - 0.5));
            }
        }
        return 0;
    }

    /// As PostgreSQL writes arrays.
    String literal() {
        return Arrays.stream(counts)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static int step(long us) {
        if (us <= FIRST_US) {
            return 0;
        }
        return Math.min(LAST, (int) Math.ceil(Math.log(us / FIRST_US) / Math.log(GROWTH)));
    }
}
