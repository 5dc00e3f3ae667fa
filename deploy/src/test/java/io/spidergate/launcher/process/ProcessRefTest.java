package io.spidergate.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProcessRefTest {

    @Test
    void anotherProcessOfTheSameNumberIsNotTheSame() {
        ProcessRef self = ProcessRef.current();
        ProcessRef earlier =
                new ProcessRef(self.pid(), self.startedAt().minus(Duration.ofMinutes(1)));
        assertThat(self.isAlive()).isTrue();
        assertThat(earlier.isAlive()).isFalse();
    }

    @Test
    void aClockThatWasCorrectedMakesNoOtherProcess() {
        Instant start = Instant.parse("2026-11-22T10:00:00Z");
        assertThat(new ProcessRef(7, start).isSame(new ProcessRef(7, start.plusMillis(900))))
                .isTrue();
    }

    @Test
    void aProcessThatNobodyWaitedForHasEnded() {
        assertThat(ProcessRef.isZombie("12 (java) Z 1 12 12 0 -1")).isTrue();
        assertThat(ProcessRef.isZombie("12 (a Z) b) S 1 12 12 0 -1")).isFalse();
        assertThat(ProcessRef.isZombie("12 (java)")).isFalse();
    }

    @Test
    void memoryIsTheProportionalShare() {
        assertThat(Memory.pss("Rss:   4096 kB\nPss:   1024 kB\nPss_Anon:  12 kB\n"))
                .isEqualTo(OptionalLong.of(1024 * 1024));
        assertThat(Memory.pss("nothing here")).isEmpty();
    }
}
