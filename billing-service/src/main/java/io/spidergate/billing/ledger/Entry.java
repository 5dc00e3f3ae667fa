package io.spidergate.billing.ledger;

import io.spidergate.contracts.gateway.RequestEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// A request event that may enter the ledger, and the UTC month that it belongs to.
record Entry(RequestEvent event, LocalDate month) {

    static Entry of(RequestEvent event) {
        return new Entry(
                event, event.startedAt().atZone(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1));
    }

    String requestId() {
        return event.requestId().value();
    }
}
