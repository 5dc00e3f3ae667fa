package io.spidergate.gateway.exchange;

import io.spidergate.gateway.allowance.Reservation;
import io.spidergate.llm.conversation.SpidergateOptions;
import io.spidergate.money.Money;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one request may spend on all its attempts together. For one event loop.
///
/// Laws: an attempt for which there is room cannot bring the request above what its agent's budget
/// has set aside for it, nor above the caller's own cap, as far as estimates tell; what costs
/// nothing has always room.
final class Funds implements Reservation {

    private final @Nullable Money cap;
    private final Reservation first;
    private final List<Reservation> further = new ArrayList<>(0);
    private Money setAside;

    /// @param first what was taken for the request, with `setAside` of its budget
    Funds(Reservation first, Money setAside, @Nullable Money cap) {
        this.first = first;
        this.setAside = setAside;
        this.cap = cap;
    }

    /// The caller's own cap; null without one.
    static @Nullable Money cap(SpidergateOptions options) {
        return options.maxCostUsd()
                .map(usd -> Money.ofUsd(usd.setScale(9, RoundingMode.DOWN)))
                .orElse(null);
    }

    /// Whether an attempt may begin.
    sealed interface Room {

        record Enough() implements Room {}

        record Missing(Money money) implements Room {}

        record AboveCap(Money total, Money cap) implements Room {}
    }

    /// @param spent on the attempts so far
    /// @param worst that the next can cost
    Room room(Money spent, Money worst) {
        Money total = spent.plus(worst);
        if (worst.isZero() || !total.isMoreThan(setAside)) {
            return new Room.Enough();
        }
        return cap != null && total.isMoreThan(cap)
                ? new Room.AboveCap(total, cap)
                : new Room.Missing(total.minus(setAside));
    }

    void add(Reservation more, Money money) {
        further.add(more);
        setAside = setAside.plus(money);
    }

    @Override
    public List<String> budgetGrants() {
        return first.budgetGrants();
    }

    /// The whole is charged to the first grants, which are those that the ledger is told of; the
    /// others have only kept room for it.
    @Override
    public void settle(Money actual, long tokens) {
        first.settle(actual, tokens);
        further.forEach(Reservation::release);
    }

    @Override
    public void release() {
        first.release();
        further.forEach(Reservation::release);
    }
}
