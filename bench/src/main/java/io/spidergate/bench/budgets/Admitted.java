package io.spidergate.bench.budgets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// How many requests reached the provider in each whole minute of the clock. Pure.
record Admitted(List<Long> minutes) {

    Admitted {
        minutes = List.copyOf(minutes);
    }

    /// @param from the full minute with which the first begins
    static Admitted of(List<Instant> calls, Instant from, int minutes) {
        return new Admitted(
                IntStream.range(0, minutes)
                        .mapToObj(minute ->
                                calls.stream().filter(at -> isWithin(at, from, minute)).count())
                        .toList());
    }

    private static boolean isWithin(Instant at, Instant from, int minute) {
        return !at.isBefore(from) && Duration.between(from, at).toMinutes() == minute;
    }

    /// Beyond the limit, in the worst minute.
    long over(long limit) {
        return minutes.stream().mapToLong(it -> Math.max(0, it - limit)).max().orElseThrow();
    }

    /// Part of the limit that was used, in the worst minute.
    double used(long limit) {
        return (double) minutes.stream().mapToLong(it -> it).min().orElseThrow() / limit;
    }
}
