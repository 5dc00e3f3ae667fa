package io.spidergate.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowestClassesTest {

    @Test
    void theSlowestComesFirst() {
        assertThat(
                        SlowestClasses.of(
                                List.of(report("a.QuickTest", 90), report("b.CrashIT", 61_500))))
                .isEqualToNormalizingNewlines(
                        """
                        slowest    tests  seconds
                        CrashIT    2      61.5
                        QuickTest  2      0.1
                        """);
    }

    @Test
    void tenAreEnough() {
        List<TestReport> many =
                IntStream.range(0, 30).mapToObj(i -> report("a.Test" + i, i)).toList();

        assertThat(SlowestClasses.of(many).lines()).hasSize(11);
    }

    private static TestReport report(String name, long millis) {
        return new TestReport(name, new Tally(1, 1, 0), Duration.ofMillis(millis));
    }
}
