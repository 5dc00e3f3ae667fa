package io.spidergate.launcher;

import io.spidergate.contracts.billing.NoticeRecipients;
import io.spidergate.contracts.billing.NoticeRecipientsView;
import io.spidergate.launcher.admin.Notices;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `notice`: what was told, and who is told by mail.
@Command(
        name = "notice",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list|show|recipients)",
        description = "Lists notices, and says who gets them by mail.")
final class NoticeCommand extends CommandGroup {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists notices, newest first.")
    int list(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Of this workspace alone.")
                    @Nullable String workspace,
            @Option(names = "--type", paramLabel = "T", description = "Such as budget.warning.")
                    @Nullable String type,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "At most so many (default: ${DEFAULT-VALUE}).")
                    int limit) {
        System.out.print(NoticeTables.notices(notices(options).notices(workspace, type, limit)));
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows to whom a notice went, with each attempt.")
    int show(@Mixin SettingsOptions options, @Parameters(paramLabel = "ID") String id) {
        System.out.print(NoticeTables.deliveries(notices(options).deliveriesOf(id)));
        return 0;
    }

    @Command(
            name = "recipients",
            mixinStandardHelpOptions = true,
            description = "Shows or sets who gets the notices of a workspace by mail.")
    int recipients(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Whose; ws_default where absent.")
                    @Nullable String workspace,
            @Option(
                            names = "--set",
                            paramLabel = "A",
                            split = ",",
                            description = "Addresses in place of those before.")
                    @Nullable List<String> addresses,
            @Option(names = "--none", description = "Nobody from now on.") boolean none) {
        if (none && addresses != null) {
            throw new Refusal("--set and --none exclude each other.");
        }
        List<String> wanted = none ? List.of() : addresses;
        NoticeRecipientsView view =
                wanted == null
                        ? notices(options).recipients(workspace)
                        : notices(options).setRecipients(workspace, new NoticeRecipients(wanted));
        System.err.println(view.message());
        view.addresses().forEach(System.out::println);
        return 0;
    }

    private static Notices notices(SettingsOptions options) {
        Settings settings = options.read();
        return new Notices(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
