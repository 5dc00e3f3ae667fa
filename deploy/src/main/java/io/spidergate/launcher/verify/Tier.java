package io.spidergate.launcher.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How much is tested: what to run before each commit, and what proves a change.
public enum Tier {
    /// What starts no application and no process of the suite, compiled without the costly checks.
    QUICK("quick tests"),
    /// Every test; services are packaged, and the suite runs from the packages.
    FULL("all tests");

    /// The tag that every test with a started application carries.
    private static final String APPLICATION_TESTS = "io.quarkus.test.junit.QuarkusTest";

    /// Tests wait more than they compute: two modules side by side fill two cores. A red test does
    /// not keep its module from being packaged, so that other modules are judged by their own
    /// tests; the reports tell of it, Maven's exit code does not.
    private static final List<String> ALWAYS =
            List.of(
                    "--threads=2",
                    "--fail-at-end",
                    "-Dmaven.test.failure.ignore=true",
                    "-Dorg.slf4j.simpleLogger.showThreadName=true");

    private final String label;

    Tier(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// Maven's arguments for the tests.
    ///
    /// @param excludes what the quick tier leaves out by name
    List<String> tests(Path excludes) {
        List<String> arguments = new ArrayList<>(ALWAYS);
        arguments.addAll(
                switch (this) {
                    case QUICK ->
                            List.of(
                                    "test",
                                    "-Dquick",
                                    "-Pquick-tests",
                                    "-Dspidergate.test.examples=100",
                                    "-Dsurefire.excludesFile=" + excludes,
                                    "-Dsurefire.excludedGroups=slow," + APPLICATION_TESTS);
                    case FULL ->
                            List.of(
                                    "verify",
                                    "-Dspotless.check.skip=true",
                                    "-Dsurefire.excludedGroups=");
                });
        return List.copyOf(arguments);
    }

    /// Maven's arguments for the formatter's check, empty where it is left out. A run of its own:
    /// within the other a blank too many would keep a module from what depends on it.
    List<String> format() {
        return switch (this) {
            case QUICK -> List.of();
            case FULL -> List.of("--threads=2", "--fail-at-end", "spotless:check");
        };
    }
}
