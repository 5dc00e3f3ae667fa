package io.spidergate.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.spidergate.launcher.console.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What is read from the lines of a Maven that works on two modules at once.
class MavenOutputTest {

    private static final String SIDE_BY_SIDE =
            """
            [main] [INFO] Reactor Build Order:
            [mvn-builder-money] [INFO] Building money 0.1.0-SNAPSHOT                     [2/19]
            [mvn-builder-contracts] [INFO] Building contracts 0.1.0-SNAPSHOT              [3/19]
            [ThreadedStreamConsumer] [INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in io.spidergate.A
            [ThreadedStreamConsumer] [ERROR] io.spidergate.money.MoneyTest.roundsOnce -- Time elapsed: 0.1 s <<< FAILURE!
            [mvn-builder-contracts] [INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 0
            [mvn-builder-money] [ERROR] Tests run: 12, Failures: 1, Errors: 0, Skipped: 1
            """;

    private static final String SUMMARY =
            """
            [main] [INFO] money .............................................. SUCCESS [  5.413 s]
            [main] [INFO] gateway-service .................................... FAILURE [01:47 min]
            [main] [INFO] suite-it ........................................... SKIPPED
            [main] [INFO] BUILD FAILURE
            """;

    @Test
    void aModuleIsALineWhenItBeginsAndALineWhenItsTestsHaveEnded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModuleProgress modules =
                new ModuleProgress(
                        new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), () -> 0));

        SIDE_BY_SIDE.lines().forEach(modules::line);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "   0.0 s  money (2 of 19)",
                        "   0.0 s  contracts (3 of 19)",
                        "   0.0 s    io.spidergate.money.MoneyTest.roundsOnce -- Time elapsed: 0.1 s <<< FAILURE!",
                        "   0.0 s  contracts: 9 passed, 0 failed, 0 skipped",
                        "   0.0 s  money: 10 passed, 1 failed, 1 skipped");
    }

    @Test
    void whatCouldNotBeTestedIsSaidInOneSentence() {
        ReactorOutcome outcome = new ReactorOutcome();

        SUMMARY.lines().forEach(outcome::line);

        assertThat(outcome.untested())
                .hasValue(
                        "gateway-service could not be built or tested to the end; left out, since it is needed there: suite-it.");
    }

    @Test
    void nothingIsSaidWhereAllModulesWereBuilt() {
        ReactorOutcome outcome = new ReactorOutcome();

        SUMMARY.lines().limit(1).forEach(outcome::line);

        assertThat(outcome.untested()).isEmpty();
    }
}
