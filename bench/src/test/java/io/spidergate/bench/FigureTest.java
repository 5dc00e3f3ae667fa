package io.spidergate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {

    private static final Figure GOOD =
            new Figure("start.first", new BigDecimal("12.0"), "s", Goal.atMost(30));

    @TempDir Path folder;

    @Test
    void aFigureIsOneLineWithItsGoal() {
        assertThat(GOOD).hasToString("result start.first 12.0 s goal ≤30 met");
        assertThat(new Figure("idle.pss", new BigDecimal(2561), "MiB", Goal.atMost(2560)))
                .hasToString("result idle.pss 2561 MiB goal ≤2560 missed");
        assertThat(Figure.of("gateway.plain1k.rps", 19_999.6, 0, "1/s", Goal.atLeast(20_000)))
                .hasToString("result gateway.plain1k.rps 20000 1/s goal ≥20000 met");
    }

    @Test
    void theRecordGrowsByARowAFigure() throws IOException {
        Path file = folder.resolve("RESULTS.md");
        Circumstances when =
                new Circumstances(
                        LocalDate.of(2026, 11, 22),
                        "abc1234",
                        "2 cores",
                        "./spidergate bench start");
        new ResultsFile(file).append(when, List.of(GOOD));
        new ResultsFile(file).append(when, List.of(GOOD));
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.startsWith("| 2026"))
                .hasSize(2)
                .allMatch(
                        "| 2026-11-22 | abc1234 | 2 cores | `./spidergate bench start` | start.first | 12.0 | s | ≤30 | met |"
                                ::equals);
    }
}
