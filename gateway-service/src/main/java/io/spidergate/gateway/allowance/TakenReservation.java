package io.spidergate.gateway.allowance;

import io.spidergate.allowance.SliceReservation;
import io.spidergate.contracts.billing.Counter;
import io.spidergate.money.Money;
import java.util.ArrayList;
import java.util.List;

/// What one request has taken from the counters of its agent.
final class TakenReservation implements Reservation {

    /// Of an agent without limits.
    static final TakenReservation NOTHING = new TakenReservation(List.of());

    /// @param slice of the counter
    record Part(Counter counter, SliceReservation slice) {}

    private final List<Part> parts;

    TakenReservation(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public List<String> budgetGrants() {
        List<String> grants = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part.counter() == Counter.BUDGET) {
                grants.add(part.slice().grantId());
            }
        }
        return grants;
    }

    @Override
    public void settle(Money actual, long tokens) {
        for (Part part : parts) {
            switch (part.counter()) {
                case REQUESTS_PER_MINUTE, REQUESTS_PER_DAY -> part.slice().settle(1);
                case TOKENS_PER_MINUTE, TOKENS_PER_DAY -> part.slice().settle(tokens);
                case CONCURRENT_REQUESTS -> part.slice().release();
                case BUDGET -> part.slice().settle(actual.nanoUsd());
            }
        }
    }

    @Override
    public void release() {
        parts.forEach(part -> part.slice().release());
    }
}
