package io.spidergate.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void readsDollarsExactly() {
        assertThat(Money.ofUsd("1.000000001").nanoUsd()).isEqualTo(1_000_000_001L);
    }

    @Test
    void refusesWhatIsFinerThanANanoUsd() {
        assertThatThrownBy(() -> Money.ofUsd("0.0000000001"))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesToOverflow() {
        assertThatThrownBy(() -> Money.ofNanoUsd(Long.MAX_VALUE).plus(Money.ofNanoUsd(1)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void printsAsPeopleReadIt() {
        assertThat(Money.ofUsd("12.5")).hasToString("$12.50");
        assertThat(Money.ofUsd("0.000012")).hasToString("$0.000012");
        assertThat(Money.ZERO).hasToString("$0.00");
    }

    @Test
    void addsSubtractsAndComparesExactly() {
        Money cent = Money.ofUsd("0.01");
        Money more = cent.plus(Money.ofNanoUsd(1));

        assertThat(more.nanoUsd()).isEqualTo(10_000_001L);
        assertThat(more.minus(cent)).isEqualTo(Money.ofNanoUsd(1));
        assertThat(more.isMoreThan(cent)).isTrue();
        assertThat(cent.isMoreThan(cent)).isFalse();
        assertThat(more).isGreaterThan(cent);
    }

    @Test
    void knowsZeroAndDebt() {
        assertThat(Money.ofNanoUsd(0).isZero()).isTrue();
        assertThat(Money.ofNanoUsd(1).isZero()).isFalse();
        assertThat(Money.ZERO.minus(Money.ofNanoUsd(1)).isNegative()).isTrue();
        assertThat(Money.ZERO.isNegative()).isFalse();
    }

    @Test
    void dollarsAndNanoUsdAreTheSameAmount() {
        qt().forAll(longs().all())
                .check(nano -> Money.ofUsd(Money.ofNanoUsd(nano).usd()).nanoUsd() == nano);
    }
}
