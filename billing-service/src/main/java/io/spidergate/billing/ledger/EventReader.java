package io.spidergate.billing.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.spidergate.allowance.Terms;
import io.spidergate.contracts.gateway.RequestEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads request events; whatever it lets through, the ledger can hold.
final class EventReader {

    private static final int SCHEMA = 1;

    /// Nothing was spent before.
    static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    /// A gateway's clock may be ahead of ours, but not by days.
    private static final Duration AHEAD = Duration.ofDays(2);

    /// In this order, so that what holds another is known to be there.
    private static final List<Required> REQUIRED =
            List.of(
                    new Required("requestId", RequestEvent::requestId),
                    new Required("startedAt", RequestEvent::startedAt),
                    new Required("workspace", RequestEvent::workspace),
                    new Required("agent", RequestEvent::agent),
                    new Required("agentName", RequestEvent::agentName),
                    new Required("tokenRef", RequestEvent::tokenRef),
                    new Required("endpoint", RequestEvent::endpoint),
                    new Required("requestedModel", RequestEvent::requestedModel),
                    new Required("outcome", RequestEvent::outcome),
                    new Required("outcome.result", event -> event.outcome().result()),
                    new Required("usage", RequestEvent::usage),
                    new Required("usage.evidence", event -> event.usage().evidence()),
                    new Required("cost", RequestEvent::cost),
                    new Required("cost.basis", event -> event.cost().basis()));

    private final ObjectReader reader;

    EventReader(ObjectMapper json) {
        reader = json.readerFor(RequestEvent.class);
    }

    EventReading read(byte @Nullable [] value, int partition, Instant now) {
        if (value == null) {
            return new EventReading.Malformed("no value");
        }
        try {
            RequestEvent event = reader.readValue(value);
            String reason = event == null ? "null" : whyNot(event, now);
            return reason == null
                    ? new EventReading.Readable(Entry.of(event, partition))
                    : new EventReading.Malformed(reason);
        } catch (JsonProcessingException e) {
            return new EventReading.Malformed("not a request event: " + e.getOriginalMessage());
        } catch (IOException e) {
            return new EventReading.Malformed("unreadable");
        }
    }

    private static @Nullable String whyNot(RequestEvent event, Instant now) {
        if (event.schema() != SCHEMA) {
            return "schema must be %d, is %d".formatted(SCHEMA, event.schema());
        }
        String missing = missing(event);
        if (missing != null) {
            return missing + " is missing";
        }
        if (event.startedAt().isBefore(EARLIEST) || event.startedAt().isAfter(now.plus(AHEAD))) {
            return "startedAt must be from %s to two days ahead, is %s"
                    .formatted(EARLIEST, event.startedAt());
        }
        return amounts(event);
    }

    private static @Nullable String missing(RequestEvent event) {
        for (Required required : REQUIRED) {
            if (required.value().apply(event) == null) {
                return required.field();
            }
        }
        return null;
    }

    private static @Nullable String amounts(RequestEvent event) {
        long cost = event.cost().nanoUsd();
        if (cost < 0 || cost > Terms.MAX_LIMIT) {
            return "cost.nanoUsd must be from 0 to %d, is %d".formatted(Terms.MAX_LIMIT, cost);
        }
        RequestEvent.Usage usage = event.usage();
        if (usage.inputTokens() < 0 || usage.cachedInputTokens() < 0 || usage.outputTokens() < 0) {
            return "usage must not be negative";
        }
        return null;
    }

    private record Required(String field, Function<RequestEvent, @Nullable Object> value) {}
}
