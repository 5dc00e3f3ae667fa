package io.spidergate.gateway.quota;

import io.spidergate.contracts.routing.QuotaRequest.Refusal;
import io.spidergate.contracts.routing.QuotaRequest.Seen;
import io.spidergate.contracts.routing.QuotaRequest.Use;
import io.spidergate.contracts.routing.QuotaUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What has happened in a pool and its owner has not heard yet. Times are readings of a monotonic
/// clock in nanoseconds. Not thread-safe.
final class Untold {

    /// Uses are told apart no finer, and rather as too late than as too early: what is counted as
    /// older than it is would be used again too soon.
    private static final long STEP_NANOS = 50_000_000L;

    /// Beyond so many the oldest are told as one: an owner was away for very long.
    private static final int MOST_USES = 5_000;

    private static final int MOST_REFUSALS = 100;

    private final Map<UseKey, long[]> uses = new LinkedHashMap<>();
    private final Map<WindowKey, SeenAt> seen = new LinkedHashMap<>();
    private final List<RefusedAt> refusals = new ArrayList<>();
    private @Nullable Long servedAskedNanos;

    private record UseKey(QuotaUnit unit, long step) {}

    private record WindowKey(QuotaUnit unit, long seconds) {}

    /// @param askedNanos when the call was sent, whose answer told it
    record SeenAt(
            QuotaUnit unit,
            long seconds,
            @Nullable Long limit,
            @Nullable Long remaining,
            @Nullable Long resetMs,
            long atNanos,
            long askedNanos) {}

    record RefusedAt(
            long atNanos, long askedNanos, @Nullable Long retryAfterMs, boolean longWindow) {}

    boolean isEmpty() {
        return uses.isEmpty() && seen.isEmpty() && refusals.isEmpty() && servedAskedNanos == null;
    }

    boolean hasRefusals() {
        return !refusals.isEmpty();
    }

    /// @param amount negative for a correction
    /// @param atNanos when the provider counted it
    void use(QuotaUnit unit, long amount, long atNanos) {
        if (amount != 0) {
            UseKey key = new UseKey(unit, Math.floorDiv(atNanos, STEP_NANOS));
            uses.computeIfAbsent(key, k -> new long[1])[0] += amount;
            if (uses.size() > MOST_USES) {
                joinOldest();
            }
        }
    }

    /// The last word about a window counts.
    void see(SeenAt one) {
        seen.put(new WindowKey(one.unit, one.seconds), one);
    }

    void refused(RefusedAt one) {
        if (refusals.size() < MOST_REFUSALS) {
            refusals.add(one);
        }
    }

    void served(long askedNanos) {
        servedAskedNanos =
                servedAskedNanos == null || askedNanos - servedAskedNanos > 0
                        ? Long.valueOf(askedNanos)
                        : servedAskedNanos;
    }

    List<Use> uses(long now) {
        List<Use> told = new ArrayList<>(uses.size());
        uses.forEach((key, amount) ->
                told.add(new Use(key.unit, ago((key.step + 1) * STEP_NANOS, now), amount[0])));
        return told;
    }

    List<Seen> seen(long now) {
        return seen.values().stream()
                .map(one ->
                        new Seen(
                                one.unit,
                                one.seconds,
                                one.limit,
                                one.remaining,
                                one.resetMs,
                                ago(one.atNanos, now),
                                ago(one.askedNanos, now)))
                .toList();
    }

    List<Refusal> refusals(long now) {
        return refusals.stream()
                .map(one ->
                        new Refusal(
                                ago(one.atNanos, now),
                                ago(one.askedNanos, now),
                                one.retryAfterMs,
                                one.longWindow))
                .toList();
    }

    @Nullable Long servedAskedAgoMs(long now) {
        return servedAskedNanos == null ? null : ago(servedAskedNanos, now);
    }

    private void joinOldest() {
        var all = uses.entrySet().iterator();
        Map.Entry<UseKey, long[]> oldest = all.next();
        while (all.hasNext()) {
            Map.Entry<UseKey, long[]> next = all.next();
            if (next.getKey().unit == oldest.getKey().unit) {
                next.getValue()[0] += oldest.getValue()[0];
                uses.remove(oldest.getKey());
                return;
            }
        }
    }

    private static long ago(long atNanos, long now) {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(now - atNanos));
    }
}
