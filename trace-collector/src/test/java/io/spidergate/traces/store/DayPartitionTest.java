package io.spidergate.traces.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DayPartitionTest {

    @Test
    void everyInstantLiesInItsOwnPartition() {
        qt().forAll(longs().between(0, 4_102_444_800L))
                .checkAssert(second -> {
                    Instant instant = Instant.ofEpochSecond(second);
                    DayPartition day = DayPartition.of(instant);
                    assertThat(instant).isBetween(day.start(), day.end().minusNanos(1));
                    assertThat(DayPartition.named(day.table())).contains(day);
                });
    }

    @Test
    void aPartitionExpiresWhenItsLastInstantDoes() {
        DayPartition day = DayPartition.of(Instant.parse("2026-03-01T10:00:00Z"));
        Duration retention = Duration.ofDays(30);
        assertThat(day.isExpired(Instant.parse("2026-03-31T23:59:59Z"), retention)).isFalse();
        assertThat(day.isExpired(Instant.parse("2026-04-01T00:00:00Z"), retention)).isTrue();
    }

    @Test
    void aTableOfAnotherNameIsNoPartition() {
        assertThat(DayPartition.named("trace_p2026")).isEmpty();
        assertThat(DayPartition.named("trace_pabcdefgh")).isEmpty();
        assertThat(DayPartition.named("dead_letter")).isEmpty();
    }
}
