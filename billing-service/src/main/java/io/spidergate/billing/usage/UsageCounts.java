package io.spidergate.billing.usage;

import io.spidergate.contracts.billing.UsageReport.Sums;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.contracts.gateway.RequestEvent.Result;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What some requests add to their hours. Pure.
///
/// @param took from arrival to the end, and `firstContent` until the first content was there, both
///   of those that were delivered by a provider
record UsageCounts(
        String agentName, Sums sums, long tookUs, Durations took, Durations firstContent) {

    /// Of the answer's end, as providers of any protocol call it.
    private static final List<String> TRUNCATED = List.of("length", "max_tokens", "MAX_TOKENS");

    private static final List<String> TOOLS = List.of("tool_calls", "tool_use", "function_call");

    static SortedMap<UsageKey, UsageCounts> of(List<RequestEvent> events) {
        SortedMap<UsageKey, UsageCounts> counts = new TreeMap<>();
        events.forEach(event -> counts.merge(UsageKey.of(event), one(event), UsageCounts::plus));
        return counts;
    }

    private static UsageCounts one(RequestEvent event) {
        boolean timed = isDelivered(event) && !event.outcome().cached();
        Long firstContentUs = event.timing().firstContentUs();
        return new UsageCounts(
                event.agentName(),
                sums(event),
                timed ? event.timing().endedUs() : 0,
                timed ? Durations.of(event.timing().endedUs()) : Durations.NONE,
                timed && firstContentUs != null ? Durations.of(firstContentUs) : Durations.NONE);
    }

    private static Sums sums(RequestEvent event) {
        boolean delivered = isDelivered(event);
        boolean hollow = isHollow(event);
        boolean unknown = isUnknown(event.outcome().result());
        String end = event.outcome().finishReason();
        return new Sums(
                1,
                event.attempts().size(),
                one(delivered),
                one(hollow),
                one(!delivered && !hollow && !unknown),
                one(unknown),
                one(end != null && TRUNCATED.contains(end)),
                one(end != null && TOOLS.contains(end)),
                one(event.outcome().cached()),
                one(event.streamed()),
                event.usage().inputTokens(),
                event.usage().cachedInputTokens(),
                event.usage().outputTokens(),
                event.cost().nanoUsd(),
                event.cost().listNanoUsd(),
                event.cost().ownKeyNanoUsd());
    }

    /// Whoever left, or whose gateway ended, may have got what they wanted.
    private static boolean isUnknown(Result result) {
        return result == Result.ABANDONED || result == Result.INTERRUPTED;
    }

    private static boolean isDelivered(RequestEvent event) {
        return event.outcome().result() == Result.COMPLETED && !isHollow(event);
    }

    /// Completed, and nothing in it. What is not counted in tokens is never taken for that.
    private static boolean isHollow(RequestEvent event) {
        return event.outcome().result() == Result.COMPLETED
                && !event.outcome().cached()
                && UsageKind.of(event.endpoint()) == UsageKind.CHAT
                && event.usage().evidence() != RequestEvent.Evidence.NONE
                && event.usage().outputTokens() == 0;
    }

    private static long one(boolean isSo) {
        return isSo ? 1 : 0;
    }

    private UsageCounts plus(UsageCounts other) {
        return new UsageCounts(
                other.agentName,
                sums.plus(other.sums),
                Math.addExact(tookUs, other.tookUs),
                took.plus(other.took),
                firstContent.plus(other.firstContent));
    }
}
