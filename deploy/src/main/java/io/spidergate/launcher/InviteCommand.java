package io.spidergate.launcher;

import io.spidergate.contracts.id.CredentialId;
import io.spidergate.contracts.vault.CreatedInvite;
import io.spidergate.contracts.vault.InviteView;
import io.spidergate.contracts.vault.NewInvite;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.launcher.admin.Invites;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `invite`: asking people for keys that nobody else sees.
@Command(
        name = "invite",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(create|list|revoke)",
        description = "Asks somebody to bring a key, which nobody else sees.")
final class InviteCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Prints a link, and mails it where mail is configured. Who has it brings a key on",
                "a page without login, once; the key goes into the vault, and its owner can take",
                "it back."
            })
    int create(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--provider",
                            required = true,
                            paramLabel = "P",
                            description = "Whose key is wanted, such as groq.")
                    String provider,
            @Option(names = "--email", paramLabel = "E", description = "Where the link is sent.")
                    @Nullable String email,
            @Option(names = "--message", paramLabel = "M", description = "For the person.")
                    @Nullable String message,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description =
                                    "Only agents of this workspace use the key; all do where absent.")
                    @Nullable String workspace,
            @Option(
                            names = "--account",
                            paramLabel = "A",
                            description = {
                                "Where the provider counts quota: one of its own where absent, as the",
                                "key is another person's."
                            })
                    @Nullable String account,
            @Option(names = "--label", paramLabel = "L", description = "What the key is called.")
                    @Nullable String label) {
        CreatedInvite created =
                invites(options)
                        .create(
                                new NewInvite(
                                        workspace,
                                        provider,
                                        account,
                                        label,
                                        email,
                                        message,
                                        workspace == null ? SHARED : null));
        System.err.println(created.mailMessage());
        System.err.println(
                "It works once, until %s."
                        .formatted(created.invite().expiresAt().truncatedTo(ChronoUnit.SECONDS)));
        System.out.println(created.link());
        return 0;
    }

    private static final SettingsChange SHARED =
            new SettingsChange(true, null, null, null, null, null, null);

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists invites.")
    int list(@Mixin SettingsOptions options) {
        Table table = new Table("ID", "PROVIDER", "FOR", "WORKSPACE", "STATE", "UNTIL", "BROUGHT");
        for (InviteView invite : invites(options).all()) {
            CredentialId brought = invite.credential();
            table.row(
                    invite.id(),
                    invite.provider(),
                    invite.label(),
                    invite.workspace().value(),
                    invite.state().name().toLowerCase(Locale.ROOT),
                    invite.expiresAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                    brought == null ? "" : brought.value());
        }
        System.out.print(table);
        return 0;
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Ends an invite that was not used; its link leads nowhere then.")
    int revoke(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID", description = "As 'invite list' shows it.") String id) {
        invites(options).revoke(id);
        System.err.println("Revoked %s.".formatted(id));
        return 0;
    }

    private static Invites invites(SettingsOptions options) {
        Settings settings = options.read();
        return new Invites(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
