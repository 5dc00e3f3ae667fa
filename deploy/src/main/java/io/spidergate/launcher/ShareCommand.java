package io.spidergate.launcher;

import io.spidergate.contracts.routing.ShareView;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `share`: which models are tried for a part of an alias's conversations.
@Command(
        name = "share",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the shares of task aliases: which part of the conversations asks another model",
            "first, how it does, and whether it was rolled back; and lets it go on."
        })
final class ShareCommand implements Callable<Integer> {

    @Mixin private SettingsOptions options = new SettingsOptions();

    @ArgGroup(exclusive = false)
    private @Nullable Resumed resumed;

    /// What is to go on.
    static final class Resumed {

        @Option(
                names = "--resume",
                required = true,
                paramLabel = "ALIAS",
                description = "Let a share of this alias go on that was rolled back.")
        private String alias = "";

        @Option(
                names = "--model",
                required = true,
                paramLabel = "PROVIDER/MODEL",
                description = "Whose share.")
        private String model = "";

        @Option(
                names = "--workspace",
                paramLabel = "WS",
                description = "Whose own share; absent for that of all others.")
        private @Nullable String workspace;
    }

    @Override
    public Integer call() {
        Settings settings = options.read();
        Routing routing = new Routing(Suite.requireRunning(settings), new Folders(settings.data()));
        if (resumed != null) {
            routing.resumeShare(resumed.alias, resumed.workspace, resumed.model);
        }
        print(routing.shares());
        return 0;
    }

    private static void print(List<ShareView> shares) {
        if (shares.isEmpty()) {
            System.out.println("No alias has shares.");
            return;
        }
        Table table =
                new Table(
                        "ALIAS",
                        "WORKSPACE",
                        "MODEL",
                        "SHARE",
                        "ATTEMPTS",
                        "FAILED",
                        "TOLERATED",
                        "STATE");
        for (ShareView view : shares) {
            table.row(
                    view.alias(),
                    view.workspace() == null ? "all" : view.workspace().value(),
                    view.model(),
                    percent(view.percent()),
                    Integer.toString(view.attempts()),
                    Integer.toString(view.failures()),
                    view.rollbackAbove() == null ? "all" : view.rollbackAbove() + " %",
                    view.rolledBackAt() == null
                            ? "open"
                            : "rolled back at "
                                    + view.rolledBackAt().truncatedTo(ChronoUnit.SECONDS));
        }
        System.out.print(table);
    }

    private static String percent(double percent) {
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : percent + "")
                + " %";
    }
}
