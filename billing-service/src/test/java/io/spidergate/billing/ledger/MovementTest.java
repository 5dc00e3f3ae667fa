package io.spidergate.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovementTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-10-31");
    private static final LocalDate SECOND = LocalDate.parse("2026-11-01");

    private final List<Movement> movements =
            List.of(
                    new Movement("b", SECOND, 1, 7, 0),
                    new Movement("a", SECOND.plusDays(3), 1, 5, 0),
                    new Movement("a", FIRST, 1, 3, 0),
                    new Movement("a", SECOND, 0, -2, -2));

    @Test
    void sumsByMonthInTheOrderInWhichRowsAreLocked() {
        assertThat(Movement.byMonth(movements).keySet())
                .containsExactly(
                        new Movement.Key("a", FIRST.withDayOfMonth(1)),
                        new Movement.Key("a", SECOND),
                        new Movement.Key("b", SECOND));
        Movement november = Movement.byMonth(movements).get(new Movement.Key("a", SECOND));
        assertThat(november.requests()).isEqualTo(1);
        assertThat(november.nanoUsd()).isEqualTo(3);
        assertThat(november.correctedNanoUsd()).isEqualTo(-2);
    }

    @Test
    void keepsDaysApart() {
        assertThat(Movement.byDay(movements)).hasSize(4);
    }
}
