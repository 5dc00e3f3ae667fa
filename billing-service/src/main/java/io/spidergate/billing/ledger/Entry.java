package io.spidergate.billing.ledger;

import io.spidergate.contracts.gateway.RequestEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A request event that may enter the ledger, and the UTC day that it belongs to.
///
/// @param partition of the topic that it came by
record Entry(RequestEvent event, LocalDate day, int partition) {

    static Entry of(RequestEvent event, int partition) {
        return new Entry(event, event.startedAt().atZone(ZoneOffset.UTC).toLocalDate(), partition);
    }

    String requestId() {
        return event.requestId().value();
    }

    LocalDate month() {
        return day.withDayOfMonth(1);
    }

    Movement movement() {
        return new Movement(
                event.tokenRef(),
                event.workspace().value(),
                event.agent().value(),
                event.tags(),
                event.startedAt(),
                1,
                event.cost().nanoUsd(),
                0);
    }
}
