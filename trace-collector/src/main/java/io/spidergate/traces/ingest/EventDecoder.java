package io.spidergate.traces.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spidergate.contracts.gateway.RequestEvent;
import io.spidergate.traces.store.StoredTrace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads request events and refuses what is none, or cannot be kept.
final class EventDecoder {

    static final int SCHEMA = 1;

    /// Clocks of gateways may run ahead, but not by days.
    private static final Duration MAX_AHEAD = Duration.ofDays(1);

    private final ObjectMapper json;
    private final Duration retention;

    EventDecoder(ObjectMapper json, Duration retention) {
        this.json = json;
        this.retention = retention;
    }

    Decoded decode(byte @Nullable [] value, Instant now) {
        if (value == null) {
            return new Decoded.Malformed("the record has no value");
        }
        String text = new String(value, StandardCharsets.UTF_8);
        try {
            RequestEvent event = json.readValue(text, RequestEvent.class);
            Optional<String> objection = objection(event, now);
            return objection
                    .<Decoded>map(Decoded.Malformed::new)
                    .orElseGet(() -> new Decoded.Trace(StoredTrace.of(event, text)));
        } catch (JsonProcessingException e) {
            return new Decoded.Malformed("not a request event: " + e.getOriginalMessage());
        }
    }

    private Optional<String> objection(@Nullable RequestEvent event, Instant now) {
        if (event == null) {
            return Optional.of("not a request event: null");
        }
        if (event.schema() != SCHEMA) {
            return Optional.of("schema must be %d, got %d".formatted(SCHEMA, event.schema()));
        }
        return missing(event).or(() -> outOfTime(event.startedAt(), now));
    }

    /// JSON may leave out what the records promise.
    private static Optional<String> missing(RequestEvent event) {
        Map<String, @Nullable Object> required = new LinkedHashMap<>();
        required.put("requestId", event.requestId());
        required.put("startedAt", event.startedAt());
        required.put("workspace", event.workspace());
        required.put("agent", event.agent());
        required.put("agentName", event.agentName());
        required.put("requestedModel", event.requestedModel());
        required.put("outcome", event.outcome());
        required.put("usage", event.usage());
        required.put("cost", event.cost());
        required.put("timing", event.timing());
        required.put("plan", event.plan());
        if (event.outcome() != null) {
            required.put("outcome.result", event.outcome().result());
        }
        return required.entrySet().stream()
                .filter(field -> field.getValue() == null)
                .map(field -> field.getKey() + " is missing")
                .findFirst();
    }

    private Optional<String> outOfTime(Instant startedAt, Instant now) {
        Instant earliest = now.minus(retention);
        Instant latest = now.plus(MAX_AHEAD);
        return startedAt.isBefore(earliest) || startedAt.isAfter(latest)
                ? Optional.of(
                        "startedAt must be from %s to %s, got %s"
                                .formatted(earliest, latest, startedAt))
                : Optional.empty();
    }
}
