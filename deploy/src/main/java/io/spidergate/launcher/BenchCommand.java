package io.spidergate.launcher;

import io.spidergate.launcher.build.BenchBuild;
import io.spidergate.launcher.build.SuiteBuild;
import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench`: measures the running suite.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Runs a benchmark and appends its figures to bench/RESULTS.md.")
final class BenchCommand implements Callable<Integer> {

    @Mixin private final SettingsOptions options = new SettingsOptions();

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            defaultValue = "list",
            description = "Of the benchmark; without one they are listed.")
    private String name = "list";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long `soak` lasts (default: ${DEFAULT-VALUE}).")
    private int minutes = 10;

    @Override
    public Integer call() throws InterruptedException {
        if (minutes < 1) {
            throw new Refusal("--minutes must be at least 1, not %d.".formatted(minutes));
        }
        Settings settings = options.read();
        Progress progress = Progress.toStandardError();
        Path logs = new Folders(settings.data()).logs();
        String classpath = new BenchBuild(settings.root(), logs, progress).classpath();
        // What is measured is built before: a start is not to be charged with it.
        new SuiteBuild(settings.root(), logs, progress)
                .upToDate(List.of(Part.values()), settings.build());
        List<String> command =
                new ArrayList<>(
                        List.of(System.getProperty("java.home") + "/bin/java", "-cp", classpath));
        command.add("-Dspidergate.root=" + settings.root());
        command.add("-Dspidergate.data=" + settings.data());
        command.add("-Dspidergate.bench.minutes=" + minutes);
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        command.addAll(List.of("io.spidergate.bench.Bench", name));
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new Refusal("The benchmark cannot be started: %s.".formatted(e.getMessage()));
        }
    }
}
