package io.spidergate.launcher;

import io.spidergate.contracts.billing.NewWorkspace;
import io.spidergate.contracts.billing.WorkspaceChange;
import io.spidergate.contracts.billing.WorkspaceView;
import io.spidergate.launcher.admin.Agents;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workspace`: tenants.
@Command(
        name = "workspace",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create|list|edit)",
        description = "Makes, lists and changes workspaces.")
final class WorkspaceCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a workspace; one that nobody made comes to be with its first token.")
    int create(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID", description = "Such as ws_acme; it never changes.")
                    String id,
            @Option(
                            names = "--name",
                            paramLabel = "N",
                            description = "For people; the id where absent.")
                    @Nullable String name,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description =
                                    "Time zone by which the days, weeks and months of its budgets"
                                            + " begin, such as Europe/Berlin; UTC where absent.")
                    @Nullable String zone) {
        WorkspaceView made = agents(options).createWorkspace(new NewWorkspace(id, name, zone));
        System.err.println("Made %s (%s).".formatted(made.id(), made.name()));
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists workspaces.")
    int list(@Mixin SettingsOptions options) {
        Table table = new Table("WORKSPACE", "NAME", "ZONE", "TOKENS", "CREATED");
        for (WorkspaceView workspace : agents(options).workspaces()) {
            table.row(
                    workspace.id().value(),
                    workspace.name(),
                    workspace.zone(),
                    Long.toString(workspace.tokens()),
                    workspace.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        System.out.print(table);
        return 0;
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes what is given of a workspace; its id stays.")
    int edit(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID", description = "As 'workspace list' shows it.") String id,
            @Option(names = "--name", paramLabel = "N", description = "1 to 100 characters.")
                    @Nullable String name,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description =
                                    "Such as Europe/Berlin; its budgets of days, weeks and months"
                                            + " are counted anew by it.")
                    @Nullable String zone) {
        WorkspaceView now = agents(options).changeWorkspace(id, new WorkspaceChange(name, zone));
        System.err.println("%s is %s, by %s.".formatted(now.id(), now.name(), now.zone()));
        return 0;
    }

    private static Agents agents(SettingsOptions options) {
        Settings settings = options.read();
        return new Agents(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
