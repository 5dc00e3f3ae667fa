package io.spidergate.simulator;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// Remembers the latest calls, so that a test can hold them against what a gateway says it did.
final class CallLog {

    private static final int KEPT = 100_000;

    private final ConcurrentSkipListMap<Long, Call> calls = new ConcurrentSkipListMap<>();
    private final AtomicLong numbers = new AtomicLong();

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void received(Call call) {
        calls.put(call.number(), call);
        calls.remove(call.number() - KEPT);
    }

    /// Nothing happens to a call that was cleared meanwhile.
    void update(long number, UnaryOperator<Call> change) {
        calls.computeIfPresent(number, (_, call) -> change.apply(call));
    }

    List<Call> all() {
        return List.copyOf(calls.values());
    }

    void clear() {
        calls.clear();
    }
}
