package io.spidergate.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;
import static org.quicktheories.generators.SourceDSL.longs;

import org.junit.jupiter.api.Test;

/// The laws of design.md §6 over random interleavings of grant, reserve, settle, release, expire,
/// crash, late and repeated words, lost answers and clock jumps.
class LawsTest {

    private static final int STEPS = 400;

    /// The quick tier plays fewer.
    private static final int EXAMPLES = Integer.getInteger("spidergate.test.examples", 600);

    @Test
    void aRateNeverAdmitsMoreThanItsLimit() {
        qt().withExamples(EXAMPLES)
                .forAll(longs().all(), integers().between(1, 200))
                .checkAssert((seed, limit) -> {
                    Play play = new Play(seed, limit, Settlement.BY_GRANT, false);
                    for (int i = 0; i < STEPS; i++) {
                        play.step();
                        assertThat(play.admitted).isLessThanOrEqualTo(limit);
                        assertThat(play.owner().available()).isBetween(0L, (long) limit);
                    }
                });
    }

    @Test
    void aRatePassesItsLimitByNoMoreThanTheErrorOfTheEstimatesAndForgetsNothing() {
        qt().withExamples(EXAMPLES)
                .forAll(longs().all(), integers().between(1, 2_000))
                .checkAssert((seed, limit) -> {
                    Play play = new Play(seed, limit, Settlement.BY_GRANT, true);
                    play.holdersMayDie = false;
                    for (int i = 0; i < STEPS; i++) {
                        play.step();
                        assertThat(play.used).isLessThanOrEqualTo(limit + play.overrun);
                    }
                    play.finish();
                    assertThat(play.owner().available()).isLessThanOrEqualTo(limit - play.used);
                });
    }

    @Test
    void noMoreRunAtATimeThanMayAndAllIsFreeAgainOneExpiryAfterTheLast() {
        qt().withExamples(EXAMPLES)
                .forAll(longs().all(), integers().between(1, 30))
                .checkAssert((seed, limit) -> {
                    Play play = new Play(seed, limit, Settlement.BY_RETURN, false);
                    for (int i = 0; i < STEPS; i++) {
                        play.step();
                        assertThat(play.running).isLessThanOrEqualTo(limit);
                    }
                    play.finish();
                    assertThat(play.running).isZero();
                    assertThat(play.owner().available()).isEqualTo((long) limit);
                });
    }

    @Test
    void spendNeverPassesTheBudgetWhileRequestsCostWhatTheyReserved() {
        qt().withExamples(EXAMPLES)
                .forAll(longs().all(), integers().between(1, 2_000))
                .checkAssert((seed, limit) -> {
                    Play play = new Play(seed, limit, Settlement.BY_LEDGER, false);
                    for (int i = 0; i < STEPS; i++) {
                        play.step();
                        assertThat(play.ledger).isLessThanOrEqualTo(limit);
                        if (!play.hasRevivedTheEnded) {
                            assertThat(play.owner().available()).isNotNegative();
                        }
                    }
                    play.finish();
                    assertThat(play.ledger).isLessThanOrEqualTo(limit);
                });
    }

    @Test
    void spendPassesTheBudgetByNoMoreThanTheErrorOfTheEstimates() {
        qt().withExamples(EXAMPLES)
                .forAll(longs().all(), integers().between(1, 2_000))
                .checkAssert((seed, limit) -> {
                    Play play = new Play(seed, limit, Settlement.BY_LEDGER, true);
                    for (int i = 0; i < STEPS; i++) {
                        play.step();
                    }
                    play.finish();
                    assertThat(play.ledger).isLessThanOrEqualTo(limit + play.overrun);
                });
    }

    @Test
    void oneExpiryAfterTheLastRequestWhatIsAvailableIsTheLimitMinusTheLedgerExactly() {
        qt().withExamples(EXAMPLES)
                .forAll(longs().all(), integers().between(1, 2_000))
                .checkAssert((seed, limit) -> {
                    Play play = new Play(seed, limit, Settlement.BY_LEDGER, true);
                    for (int i = 0; i < STEPS; i++) {
                        play.step();
                    }
                    play.finish();
                    assertThat(play.owner().available()).isEqualTo(limit - play.ledger);
                });
    }
}
