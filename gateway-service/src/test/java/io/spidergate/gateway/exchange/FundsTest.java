package io.spidergate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.gateway.allowance.Reservation;
import io.spidergate.gateway.exchange.Funds.Room;
import io.spidergate.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FundsTest {

    private final List<String> ends = new ArrayList<>();

    @Test
    void whatCostsNothingAlwaysHasRoom() {
        Funds funds = new Funds(reservation("a"), cents(1), cents(1));
        assertThat(funds.room(cents(5), Money.ZERO)).isEqualTo(new Room.Enough());
    }

    @Test
    void saysWhatIsMissingAndWhatIsAboveTheCap() {
        Funds funds = new Funds(reservation("a"), cents(10), cents(14));
        assertThat(funds.room(cents(4), cents(6))).isEqualTo(new Room.Enough());
        assertThat(funds.room(cents(6), cents(7))).isEqualTo(new Room.Missing(cents(3)));
        assertThat(funds.room(cents(6), cents(9)))
                .isEqualTo(new Room.AboveCap(cents(15), cents(14)));
        funds.add(reservation("b"), cents(3));
        assertThat(funds.room(cents(6), cents(7))).isEqualTo(new Room.Enough());
    }

    @Test
    void theWholeIsChargedToTheFirstAndTheOthersGoBack() {
        Funds funds = new Funds(reservation("a"), cents(10), null);
        funds.add(reservation("b"), cents(3));
        funds.settle(cents(12), 7);
        assertThat(ends).containsExactly("a settled " + cents(12), "b released");
        assertThat(funds.budgetGrants()).containsExactly("a");
    }

    /// However attempts go, as long as each costs at most its worst case.
    @Test
    void whatIsSpentNeverPassesWhatIsSetAsideNorTheCap() {
        Random random = new Random(3);
        for (int run = 0; run < 2_000; run++) {
            Money cap = random.nextBoolean() ? cents(20 + random.nextInt(30)) : null;
            Money setAside = cents(random.nextInt(20));
            Funds funds = new Funds(reservation("first"), setAside, cap);
            Money spent = Money.ZERO;
            for (int attempt = 0; attempt < 6; attempt++) {
                Money worst = cents(random.nextInt(15));
                Room room = funds.room(spent, worst);
                if (room instanceof Room.Missing(Money missing)) {
                    if (random.nextBoolean()) {
                        continue; // the budget has no more
                    }
                    funds.add(reservation("more"), missing);
                    setAside = setAside.plus(missing);
                } else if (room instanceof Room.AboveCap) {
                    assertThat(spent.plus(worst).isMoreThan(cap)).isTrue();
                    continue;
                }
                spent = spent.plus(Money.ofNanoUsd(random.nextLong(worst.nanoUsd() + 1)));
                assertThat(spent.isMoreThan(setAside)).isFalse();
                assertThat(cap != null && spent.isMoreThan(cap)).isFalse();
            }
        }
    }

    private static Money cents(int cents) {
        return Money.ofNanoUsd(cents * 10_000_000L);
    }

    private Reservation reservation(String name) {
        return new Reservation() {
            @Override
            public List<String> budgetGrants() {
                return List.of(name);
            }

            @Override
            public void settle(Money actual, long tokens) {
                ends.add(name + " settled " + actual);
            }

            @Override
            public void release() {
                ends.add(name + " released");
            }
        };
    }
}
