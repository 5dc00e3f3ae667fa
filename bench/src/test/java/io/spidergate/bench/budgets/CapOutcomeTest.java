package io.spidergate.bench.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapOutcomeTest {

    @Test
    void aCapThatHeldHasNothingToTell() {
        CapOutcome held = new CapOutcome(100, 100, 60, 40, 0, 100, 105, 6);

        assertThat(held.overspend()).isZero();
        assertThat(held.phantomBlock()).isZero();
        assertThat(held.unspendable()).isZero();
        assertThat(held.lost()).isZero();
        assertThat(held.unknown()).isEqualTo(5);
    }

    @Test
    void eachFaultIsTold() {
        CapOutcome broken = new CapOutcome(100, 110, 60, 30, 0, 112, 112, 6);

        assertThat(broken.overspend()).isEqualTo(10);
        assertThat(broken.phantomBlock()).isEqualTo(10);
        assertThat(broken.lost()).isEqualTo(2);
    }

    @Test
    void whatCouldNotBeSpentIsNoOverspend() {
        CapOutcome blocked = new CapOutcome(100, 90, 60, 40, 0, 90, 90, 6);

        assertThat(blocked.overspend()).isZero();
        assertThat(blocked.unspendable()).isEqualTo(10);
    }

    @Test
    void moreThanThereIsIsAsWrongAsLess() {
        assertThat(new CapOutcome(100, 100, 60, 41, 0, 100, 100, 6).phantomBlock()).isEqualTo(1);
        assertThat(new CapOutcome(100, 100, 60, 39, 0, 100, 100, 6).phantomBlock()).isEqualTo(1);
    }
}
