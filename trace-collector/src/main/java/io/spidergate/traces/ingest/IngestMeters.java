package io.spidergate.traces.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What ingest tells Prometheus.
@Singleton
final class IngestMeters {

    private final Counter ingested;
    private final Counter duplicates;
    private final Counter deadLetters;
    private final Counter failures;
    private final Timer delay;
    private final AtomicLong lag;

    IngestMeters(MeterRegistry registry) {
        ingested = registry.counter("spidergate.traces.ingested");
        duplicates = registry.counter("spidergate.traces.duplicates");
        deadLetters = registry.counter("spidergate.traces.dead.letters");
        failures = registry.counter("spidergate.traces.ingest.failures");
        delay =
                Timer.builder("spidergate.traces.ingest.delay")
                        .description("From the event's record on the broker to its row")
                        .publishPercentiles(0.5, 0.99)
                        .register(registry);
        lag = registry.gauge("spidergate.traces.lag.records", new AtomicLong());
    }

    void stored(int fresh, int traces, int letters) {
        ingested.increment(fresh);
        duplicates.increment(traces - fresh);
        deadLetters.increment(letters);
    }

    void failed() {
        failures.increment();
    }

    void delayed(Duration age) {
        delay.record(age.isNegative() ? Duration.ZERO : age);
    }

    void lag(long records) {
        lag.set(records);
    }
}
