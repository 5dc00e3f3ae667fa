package io.spidergate.traces.store;

import io.spidergate.contracts.gateway.AttemptRecord;
import io.spidergate.contracts.gateway.RequestEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A request event as the table holds it: the columns that filters and totals need, and the event
/// itself as it came.
public record StoredTrace(
        String requestId,
        Instant startedAt,
        String workspace,
        String agent,
        String agentName,
        String requestedModel,
        @Nullable String servedModel,
        @Nullable String servedProvider,
        boolean streamed,
        RequestEvent.Result result,
        int httpStatus,
        @Nullable String errorCode,
        int attempts,
        boolean fallback,
        long inputTokens,
        long outputTokens,
        long costNanoUsd,
        @Nullable Long firstContentUs,
        long durationUs,
        String json,
        RequestEvent event) {

    public static StoredTrace of(RequestEvent event, String json) {
        return new StoredTrace(
                storable(event.requestId().value()),
                // PostgreSQL keeps microseconds; cutting here keeps a redelivered event equal.
                event.startedAt().truncatedTo(ChronoUnit.MICROS),
                storable(event.workspace().value()),
                storable(event.agent().value()),
                storable(event.agentName()),
                storable(event.requestedModel()),
                storableOrNull(event.servedModel()),
                storableOrNull(event.servedProvider()),
                event.streamed(),
                event.outcome().result(),
                event.outcome().httpStatus(),
                storableOrNull(event.outcome().errorCode()),
                event.attempts().size(),
                isFallback(event),
                event.usage().inputTokens(),
                event.usage().outputTokens(),
                event.cost().nanoUsd(),
                event.timing().firstContentUs(),
                event.timing().endedUs(),
                storable(json),
                event);
    }

    /// Completed, but not by the deployment that the plan put first. A second try on the first
    /// candidate is no fallback.
    static boolean isFallback(RequestEvent event) {
        if (event.outcome().result() != RequestEvent.Result.COMPLETED
                || event.attempts().isEmpty()) {
            return false;
        }
        AttemptRecord served = event.attempts().getLast();
        return event.plan().candidates().isEmpty()
                ? event.attempts().size() > 1
                : !served.deployment().equals(event.plan().candidates().getFirst());
    }

    private static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    /// PostgreSQL takes neither NUL nor half a surrogate pair, and callers may send both in a model
    /// name.
    static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace('\0', '\uFFFD');
    }
}
