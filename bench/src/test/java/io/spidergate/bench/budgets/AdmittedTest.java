package io.spidergate.bench.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmittedTest {

    private static final Instant FROM = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void aMinuteBeginsWithItsFirstInstantAndEndsBeforeTheNext() {
        List<Instant> calls =
                List.of(
                        FROM.minusMillis(1),
                        FROM,
                        FROM.plusMillis(59_999),
                        FROM.plusSeconds(60),
                        FROM.plusSeconds(120));

        assertThat(Admitted.of(calls, FROM, 2)).isEqualTo(new Admitted(List.of(2L, 1L)));
    }

    @Test
    void theWorstMinuteCounts() {
        Admitted admitted = new Admitted(List.of(603L, 594L, 600L));

        assertThat(admitted.over(600)).isEqualTo(3);
        assertThat(admitted.used(600)).isEqualTo(0.99);
    }
}
