package io.spidergate.launcher.verify;

import io.spidergate.launcher.build.MavenRun;
import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.suite.Folders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Runs the tests of every module and ends with one line that adds them up.
public final class TestRun {

    private static final int SHOWN_ERRORS = 40;

    private final Settings settings;
    private final Progress progress;

    public TestRun(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /// Whether all is well.
    public boolean run(Tier tier) {
        // File systems keep seconds at worst.
        Instant began = Instant.now().minusSeconds(1);
        boolean built = tests(tier);
        boolean formatted = tier.format().isEmpty() || format(tier);
        List<TestReport> reports = SurefireReports.of(settings.root(), began);
        Tally tally = Tally.of(reports);
        if (tier == Tier.FULL) {
            System.out.println(SlowestClasses.of(reports));
        }
        boolean well = built && formatted && tally.failed() == 0;
        if (!well) {
            showErrors("test.log");
        }
        System.out.println(tally + (well || tally.failed() > 0 ? "" : "; the build failed"));
        return well;
    }

    /// Whether every module could be built; what its tests say is in their reports.
    private boolean tests(Tier tier) {
        Path log = log("test.log");
        progress.say(tier.label() + "; the whole log is " + log);
        Path excludes = QuickExcludes.write(settings.root(), logs());
        ModuleProgress modules = new ModuleProgress(progress);
        ReactorOutcome outcome = new ReactorOutcome();
        boolean built =
                maven(
                        log,
                        tier.tests(excludes),
                        line -> {
                            modules.line(line);
                            outcome.line(line);
                        });
        outcome.untested().ifPresent(progress::say);
        return built;
    }

    private boolean format(Tier tier) {
        Path log = log("format.log");
        progress.say("the formatter's check; the whole log is " + log);
        boolean well = maven(log, tier.format(), line -> {});
        if (!well) {
            showErrors("format.log");
        }
        return well;
    }

    private boolean maven(Path log, List<String> arguments, Consumer<String> listener) {
        return new MavenRun(settings.root(), log).run(arguments, listener) == 0;
    }

    private void showErrors(String log) {
        new MavenRun(settings.root(), log(log)).errors(SHOWN_ERRORS).forEach(System.err::println);
    }

    private Path log(String name) {
        return logs().resolve(name);
    }

    private Path logs() {
        return new Folders(settings.data()).logs();
    }
}
