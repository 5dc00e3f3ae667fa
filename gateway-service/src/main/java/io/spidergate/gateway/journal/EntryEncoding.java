package io.spidergate.gateway.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.spidergate.contracts.gateway.RequestEvent;
import java.time.Clock;

/// Turns what waits to be written into a record's bytes.
record EntryEncoding(ObjectWriter json, Clock clock) {

    byte[] bytes(JournalEntry entry) throws JsonProcessingException {
        RequestEvent event = entry.event();
        return new JournaledEvent(
                        kind(entry),
                        clock.millis(),
                        event.requestId().value(),
                        json.writeValueAsBytes(event))
                .encoded();
    }

    private static JournaledEvent.Kind kind(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Told told -> JournaledEvent.Kind.TOLD;
            case JournalEntry.UnderWay started -> JournaledEvent.Kind.UNDER_WAY;
        };
    }
}
