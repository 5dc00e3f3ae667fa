package io.spidergate.launcher.verify;

import io.spidergate.launcher.build.MavenRun;
import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.suite.Folders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Runs the tests of every module and ends with one line that adds them up.
public final class TestRun {

    private static final int SHOWN_ERRORS = 40;

    /// The tag that every test with a started application carries.
    private static final String APPLICATION_TESTS = "io.quarkus.test.junit.QuarkusTest";

    private static final String WITHOUT_SUITE = "deploy/quick-tier.excludes";

    private final Settings settings;
    private final Progress progress;

    public TestRun(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /// Whether all is well.
    ///
    /// @param quick only what needs no started application: the tier to run before each commit
    public boolean run(boolean quick) {
        Path log = new Folders(settings.data()).logs().resolve("test.log");
        // File systems keep seconds at worst.
        Instant began = Instant.now().minusSeconds(1);
        MavenRun maven = new MavenRun(settings.root(), log);
        ModuleProgress modules = new ModuleProgress(progress);
        progress.say((quick ? "quick tests" : "all tests") + "; the whole log is " + log);
        int code = maven.run(arguments(quick, settings.root()), modules::line);
        modules.close();
        Tally tally = SurefireReports.of(settings.root(), began);
        if (code != 0) {
            maven.errors(SHOWN_ERRORS).forEach(System.err::println);
        }
        System.out.println(tally + (code != 0 && tally.failed() == 0 ? "; the build failed" : ""));
        return code == 0 && tally.failed() == 0;
    }

    static List<String> arguments(boolean quick, Path root) {
        return quick
                ? List.of(
                        "test",
                        "--fail-at-end",
                        "-Dquick",
                        "-Dsurefire.excludesFile=" + root.resolve(WITHOUT_SUITE),
                        "-Dsurefire.excludedGroups=slow," + APPLICATION_TESTS)
                : List.of("verify", "--fail-at-end", "-Dsurefire.excludedGroups=");
    }
}
