package io.spidergate.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.billing.reconciliation.Tolerance.Known;
import io.spidergate.contracts.billing.Reconciliation.Charged;
import io.spidergate.contracts.billing.Reconciliation.Day;
import io.spidergate.contracts.billing.Reconciliation.State;
import io.spidergate.contracts.billing.Reconciliation.Told;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {

    private static final long CENT = 10_000_000;
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Instant SETTLED = Instant.parse("2026-11-21T06:00:00Z");
    private static final Known KNOWN = new Known(DAY, DAY.plusDays(1));

    private final Tolerance tolerance =
            new Tolerance(BigDecimal.ONE, new BigDecimal("0.01"), Duration.ofHours(6));

    @ParameterizedTest
    @CsvSource({
        // reported, ledger in cents; a percent of ten dollars is ten cents
        "1000, 1000, MATCHES, 0, 0.00",
        "1000, 990, MATCHES, 10, 1.00",
        "1000, 989, DIFFERS, 11, 1.10",
        "1000, 1011, DIFFERS, -11, -1.10",
        "2, 1, MATCHES, 1, 50.00",
        "2, 4, DIFFERS, -2, -100.00"
    })
    void theLargerOfShareAndSumIsAllowed(
            long reported, long ledger, State state, long difference, BigDecimal percent) {
        Day day = day(ledger * CENT, reported * CENT, KNOWN, SETTLED);

        assertThat(day.state()).isEqualTo(state);
        assertThat(day.differenceNanoUsd()).isEqualTo(difference * CENT);
        assertThat(day.differencePercent()).isEqualByComparingTo(percent);
    }

    @Test
    void aDayThatIsToldOfWithoutUseIsNothingAndHasNoPercent() {
        Day day = day(5 * CENT, null, KNOWN, SETTLED);

        assertThat(day.state()).isEqualTo(State.DIFFERS);
        assertThat(day.reported()).isEqualTo(new Told(0, null, null, null));
        assertThat(day.differenceNanoUsd()).isEqualTo(-5 * CENT);
        assertThat(day.differencePercent()).isNull();
    }

    @Test
    void aDayIsHeldAgainstTheProvidersWhenItIsOverLongEnough() {
        assertThat(day(0, CENT * 9, KNOWN, SETTLED.minusMillis(1)).state())
                .isEqualTo(State.IN_PROGRESS);
        assertThat(day(0, CENT * 9, KNOWN, SETTLED).state()).isEqualTo(State.DIFFERS);
    }

    @Test
    void nothingIsHeldAgainstWhatIsNotToldOrWasNotCounted() {
        Day untold = day(CENT, null, new Known(DAY, null), SETTLED);
        Day later = day(CENT, null, new Known(DAY, DAY), SETTLED);
        Day before = day(CENT, 9 * CENT, new Known(DAY.plusDays(1), DAY.plusDays(1)), SETTLED);

        assertThat(untold.state()).isEqualTo(State.NOT_TOLD);
        assertThat(untold.differenceNanoUsd()).isNull();
        assertThat(later.state()).isEqualTo(State.NOT_TOLD);
        assertThat(before.state()).isEqualTo(State.NOT_COUNTED);
    }

    /// A day that is over long enough, counted and told of either matches or differs; no other
    /// does.
    @Test
    void aVerdictIsForSettledDaysAlone() {
        Random random = new Random(7);
        for (int play = 0; play < 20_000; play++) {
            Known known =
                    new Known(
                            DAY.plusDays(random.nextInt(-1, 2)),
                            random.nextInt(5) == 0 ? null : DAY.plusDays(random.nextInt(-1, 3)));
            Instant now = SETTLED.plusSeconds(random.nextInt(-100_000, 100_000));
            Day day =
                    day(
                            random.nextLong(10 * CENT),
                            random.nextInt(4) == 0 ? null : random.nextLong(10 * CENT),
                            known,
                            now);

            LocalDate until = known.toldUntil();
            boolean settled =
                    !DAY.isBefore(known.countedFrom())
                            && until != null
                            && DAY.isBefore(until)
                            && !now.isBefore(SETTLED);

            assertThat(day.state() == State.MATCHES || day.state() == State.DIFFERS)
                    .isEqualTo(settled);
        }
    }

    private Day day(long ledger, @Nullable Long reported, Known known, Instant now) {
        return tolerance.day(
                DAY,
                new Charged(ledger, 1, 0, 0, 0, 0),
                reported == null ? null : new Told(reported, null, null, null),
                List.of(),
                known,
                now);
    }
}
