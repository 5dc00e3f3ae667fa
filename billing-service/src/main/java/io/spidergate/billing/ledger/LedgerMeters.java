package io.spidergate.billing.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/// What the operator sees of the ledger.
@ApplicationScoped
class LedgerMeters {

    private final Counter entries;
    private final Counter duplicates;
    private final Counter deadLetters;
    private final Counter failures;
    private final AtomicLong lag;
    private final AtomicLong drift;
    private final AtomicLong missed;

    LedgerMeters(MeterRegistry registry) {
        entries = registry.counter("spidergate.ledger.entries");
        duplicates = registry.counter("spidergate.ledger.duplicates");
        deadLetters = registry.counter("spidergate.ledger.dead.letters");
        failures = registry.counter("spidergate.ledger.write.failures");
        lag = registry.gauge("spidergate.ledger.lag", new AtomicLong());
        drift = registry.gauge("spidergate.ledger.drift.nano.usd", new AtomicLong());
        missed = registry.gauge("spidergate.ledger.missed.events", new AtomicLong());
    }

    void wrote(int added, int repeated, int dead) {
        entries.increment(added);
        duplicates.increment(repeated);
        deadLetters.increment(dead);
    }

    void failed() {
        failures.increment();
    }

    void lag(long records) {
        lag.set(records);
    }

    void audited(long driftNanoUsd, long missedEvents) {
        drift.set(driftNanoUsd);
        missed.set(missedEvents);
    }
}
