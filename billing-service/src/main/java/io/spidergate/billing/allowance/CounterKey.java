package io.spidergate.billing.allowance;

import io.spidergate.allowance.Settlement;
import io.spidergate.allowance.Window;
import io.spidergate.contracts.billing.Counter;
import java.time.Instant;
import java.util.Comparator;

/// One counter of one token in one window; ordered as the rows are locked.
record CounterKey(String tokenRef, Counter counter, Instant windowStart)
        implements Comparable<CounterKey> {

    private static final Comparator<CounterKey> ORDER =
            Comparator.comparing(CounterKey::tokenRef)
                    .thenComparing(key -> key.counter().name())
                    .thenComparing(CounterKey::windowStart);

    static CounterKey at(String tokenRef, Counter counter, Instant now) {
        return new CounterKey(tokenRef, counter, window(counter).startOf(now));
    }

    Instant windowEnd() {
        return window(counter).endOf(windowStart);
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

    private static Window window(Counter counter) {
        return switch (counter) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> Window.MINUTE;
            case REQUESTS_PER_DAY, TOKENS_PER_DAY -> Window.DAY;
            case CONCURRENT_REQUESTS -> Window.ENDLESS;
            case BUDGET -> Window.MONTH;
        };
    }
}
