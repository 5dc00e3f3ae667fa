package io.spidergate.traces.ingest;

import java.time.Duration;

/// Pauses that double from 100 ms up to a limit.
record Backoff(Duration next, Duration max) {

    private static final Duration FIRST = Duration.ofMillis(100);

    static Backoff upTo(Duration max) {
        return new Backoff(FIRST, max);
    }

    Backoff longer() {
        Duration doubled = next.multipliedBy(2);
        return new Backoff(doubled.compareTo(max) > 0 ? max : doubled, max);
    }
}
