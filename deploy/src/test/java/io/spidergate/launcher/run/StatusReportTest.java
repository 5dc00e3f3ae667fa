package io.spidergate.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.launcher.run.StatusReport.Line;
import io.spidergate.launcher.run.StatusReport.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {

    private static final long MIB = 1024 * 1024;

    @Test
    void aTableEndsWithTheSum() {
        Status status =
                new Status(
                        List.of(
                                new Line(
                                        "gateway", "ready", 8080, 9080, 7, 150 * MIB, 75, "0.1",
                                        "/l"),
                                new Line("launcher", "ready", 0, 0, 8, 50 * MIB, 3_700, "", "/l")),
                        200 * MIB,
                        true);
        assertThat(StatusReport.table(status).lines())
                .containsExactly(
                        "PART      STATE  PORT  MEMORY   UPTIME  VERSION  PID",
                        "gateway   ready  8080  150 MiB  1m 15s  0.1      7",
                        "launcher  ready  -     50 MiB   1h 1m   -        8",
                        "",
                        "total memory 200 MiB, providers simulated");
        assertThat(status.allReady()).isTrue();
    }

    @Test
    void uptimeIsReadInTwoUnits() {
        assertThat(StatusReport.uptime(9)).isEqualTo("9s");
        assertThat(StatusReport.uptime(90_061)).isEqualTo("1d 1h");
    }
}
