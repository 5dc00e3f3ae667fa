package io.spidergate.launcher;

import io.spidergate.contracts.billing.NewWorkspace;
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
        synopsisSubcommandLabel = "(create|list|rename)",
        description = "Makes, lists and renames workspaces.")
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
                    @Nullable String name) {
        WorkspaceView made = agents(options).createWorkspace(new NewWorkspace(id, name));
        System.err.println("Made %s (%s).".formatted(made.id(), made.name()));
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists workspaces.")
    int list(@Mixin SettingsOptions options) {
        Table table = new Table("WORKSPACE", "NAME", "TOKENS", "CREATED");
        for (WorkspaceView workspace : agents(options).workspaces()) {
            table.row(
                    workspace.id().value(),
                    workspace.name(),
                    Long.toString(workspace.tokens()),
                    workspace.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        System.out.print(table);
        return 0;
    }

    @Command(
            name = "rename",
            mixinStandardHelpOptions = true,
            description = "Gives a workspace another name for people; its id stays.")
    int rename(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID", description = "As 'workspace list' shows it.") String id,
            @Parameters(paramLabel = "NAME", description = "1 to 100 characters.") String name) {
        WorkspaceView renamed = agents(options).renameWorkspace(id, name);
        System.err.println("%s is now %s.".formatted(renamed.id(), renamed.name()));
        return 0;
    }

    private static Agents agents(SettingsOptions options) {
        Settings settings = options.read();
        return new Agents(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
