package io.spidergate.gateway.allowance;

import io.spidergate.allowance.SliceReservation;
import io.spidergate.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one request has taken from the counters of its agent.
final class TakenReservation implements Reservation {

    /// Of an agent without limits.
    static final TakenReservation NOTHING = new TakenReservation(List.of(), null);

    private final List<SliceReservation> rates;
    private final @Nullable SliceReservation budget;

    TakenReservation(List<SliceReservation> rates, @Nullable SliceReservation budget) {
        this.rates = List.copyOf(rates);
        this.budget = budget;
    }

    @Override
    public @Nullable String budgetGrant() {
        return budget == null ? null : budget.grantId();
    }

    @Override
    public void settle(Money actual) {
        rates.forEach(rate -> rate.settle(1));
        if (budget != null) {
            budget.settle(actual.nanoUsd());
        }
    }

    @Override
    public void release() {
        rates.forEach(SliceReservation::release);
        if (budget != null) {
            budget.release();
        }
    }
}
