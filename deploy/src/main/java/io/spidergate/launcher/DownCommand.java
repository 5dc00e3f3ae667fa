package io.spidergate.launcher;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.run.Shutdown;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `down`: stops the suite and keeps its data.
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops everything; the data stays.")
final class DownCommand implements Callable<Integer> {

    @Mixin private final SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        Folders folders = new Folders(options.read().data());
        if (!new Shutdown(folders, Progress.toStandardError()).stop()) {
            System.err.println("SpiderGate is not running.");
        }
        return 0;
    }
}
