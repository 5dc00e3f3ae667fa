package io.spidergate.billing.allowance;

import io.spidergate.allowance.Settlement;
import io.spidergate.contracts.billing.Counter;
import java.time.Instant;
import java.util.Comparator;

/// One counter of one token or budget in one window; ordered as the rows are locked.
record CounterKey(String subject, Counter counter, Instant windowStart)
        implements Comparable<CounterKey> {

    private static final Comparator<CounterKey> ORDER =
            Comparator.comparing(CounterKey::subject)
                    .thenComparing(key -> key.counter().name())
                    .thenComparing(CounterKey::windowStart);

    static CounterKey at(String subject, Counter counter, SubjectLimits limits, Instant now) {
        return new CounterKey(subject, counter, limits.window(counter).startOf(now));
    }

    Settlement settlement() {
        return switch (counter) {
            case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY, TOKENS_PER_MINUTE, TOKENS_PER_DAY ->
                    Settlement.BY_GRANT;
            case CONCURRENT_REQUESTS -> Settlement.BY_RETURN;
            case BUDGET -> Settlement.BY_LEDGER;
        };
    }

    @Override
    public int compareTo(CounterKey other) {
        return ORDER.compare(this, other);
    }
}
