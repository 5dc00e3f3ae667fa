package io.spidergate.billing.ledger;

import io.spidergate.billing.reconciliation.AccountUse;
import io.spidergate.contracts.gateway.RequestEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

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

    /// By which it was charged, each once.
    List<String> prices() {
        return event.attempts().stream()
                .map(attempt -> attempt.cost().price())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    AccountUse.Entered entered() {
        return new AccountUse.Entered(event, partition);
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
