package io.spidergate.launcher;

import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.process.StateFile;
import io.spidergate.launcher.run.Banner;
import io.spidergate.launcher.run.DetachedStart;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.settings.SettingsSources;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `up`: starts the suite.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Builds what is stale, starts everything, prints how to call it.")
final class UpCommand implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final SettingsOptions options = new SettingsOptions();

    @Option(names = "--detach", description = "Return when all is ready and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Delete all data first.")
    private boolean fresh;

    @Option(names = "--gateways", paramLabel = "N", description = "How many gateways, 1 to 9.")
    private @Nullable String gateways;

    @Option(names = "--supervise", hidden = true)
    private boolean supervise;

    @Option(names = "--only", hidden = true, split = ",")
    private @Nullable Set<Part> only;

    @Override
    public Integer call() {
        Settings settings =
                options.read(
                        gateways == null ? Map.of() : Map.of(SettingsSources.GATEWAYS, gateways));
        Folders folders = new Folders(settings.data());
        if (detach) {
            RunState state = new DetachedStart(folders, System.err).start(supervised());
            Banner.print(state, folders, System.out);
            return 0;
        }
        Suite suite =
                new Suite(
                        settings,
                        Progress.toStandardError(),
                        part -> only == null || only.contains(part));
        suite.run(fresh, () -> showBanner(folders));
        return 0;
    }

    /// The same command line again, for the launcher that stays.
    private List<String> supervised() {
        CommandSpec injected = Objects.requireNonNull(spec, "picocli sets it");
        List<String> arguments =
                new ArrayList<>(injected.root().commandLine().getParseResult().originalArgs());
        arguments.removeIf("--detach"::equals);
        arguments.add("--supervise");
        return List.copyOf(arguments);
    }

    private void showBanner(Folders folders) {
        // A detached launcher's output is a log: secrets are printed by who waits for it instead.
        if (!supervise) {
            new StateFile(folders.run())
                    .read()
                    .ifPresent(state -> Banner.print(state, folders, System.out));
            System.out.println("  Ctrl-C stops everything.");
        }
    }
}
