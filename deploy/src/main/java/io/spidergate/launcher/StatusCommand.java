package io.spidergate.launcher;

import io.spidergate.launcher.run.StatusReport;
import io.spidergate.launcher.run.StatusReport.Status;
import io.spidergate.launcher.settings.SettingsOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `status`: what runs, and whether it can be used.
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Each part: state, port, memory, uptime, version.")
final class StatusCommand implements Callable<Integer> {

    @Mixin private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Status status = StatusReport.of(options.read());
        System.out.print(json ? StatusReport.json(status) : StatusReport.table(status));
        return status.allReady() ? 0 : Launcher.FAILED;
    }
}
