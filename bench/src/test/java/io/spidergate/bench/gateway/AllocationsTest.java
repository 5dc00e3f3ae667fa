package io.spidergate.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationsTest {

    private static final String DUMP =
            """
            Full thread dump OpenJDK 64-Bit Server VM:
            "vert.x-eventloop-thread-0" #44 [62] prio=5 os_prio=0 cpu=35.4ms elapsed=9.1s allocated=2048K defined_classes=12 tid=0x1 nid=62 runnable  [0x2]
               java.lang.Thread.State: RUNNABLE
            "main" #1 [7] prio=5 os_prio=0 cpu=1.0ms elapsed=9.2s allocated=1.5M defined_classes=1 tid=0x3 nid=7 waiting  [0x4]
            "young" #9 [8] prio=5 os_prio=0 cpu=0.1ms elapsed=0.2s allocated=100B defined_classes=0 tid=0x5 nid=8 waiting  [0x6]
            "VM Thread" os_prio=0 cpu=10.27ms elapsed=9.2s tid=0x7 nid=9 runnable
            """;

    @Test
    void readsWhatEachThreadAllocated() {
        assertThat(Allocations.read(DUMP))
                .containsOnly(
                        Map.entry("vert.x-eventloop-thread-0", 2_097_152.0),
                        Map.entry("main", 1_572_864.0),
                        Map.entry("young", 100.0));
    }

    @Test
    void aThreadThatBeganMeanwhileCountsFromNothing() {
        Map<String, Double> before = Map.of("loop", 1_000.0, "gone", 70.0);
        Map<String, Double> after = Map.of("loop", 5_000.0, "new", 300.0);

        assertThat(Allocations.between(before, after)).isEqualTo(4_300);
    }

    /// Of this very JVM, by the tool that the benchmark uses.
    @Test
    void theJvmTellsIt() {
        assertThat(Allocations.of(ProcessHandle.current().pid()).get("main")).isPositive();
    }
}
