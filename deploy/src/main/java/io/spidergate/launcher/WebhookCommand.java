package io.spidergate.launcher;

import io.spidergate.contracts.billing.IssuedWebhook;
import io.spidergate.contracts.billing.NewWebhook;
import io.spidergate.contracts.billing.Notice;
import io.spidergate.contracts.billing.NoticeDelivery;
import io.spidergate.contracts.billing.NoticeType;
import io.spidergate.contracts.billing.Rotation;
import io.spidergate.contracts.billing.WebhookChange;
import io.spidergate.contracts.billing.WebhookView;
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

/// `webhook`: systems that are told of notices.
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel =
                "(create|list|show|edit|pause|resume|rotate|remove|test|deliveries|redeliver|keyset)",
        description = "Makes, lists, tries and removes webhooks, which are told of notices.")
final class WebhookCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a webhook and prints its secret, which is never shown again.")
    int create(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "URL", description = "That is called, such as https://….")
                    String url,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Whose notices it gets; ws_default where absent.")
                    @Nullable String workspace,
            @Option(
                            names = "--types",
                            paramLabel = "T",
                            split = ",",
                            description =
                                    "Such as budget.warning,budget.exceeded; all where absent.")
                    @Nullable List<String> types,
            @Option(names = "--description", paramLabel = "D", description = "For people.")
                    @Nullable String description) {
        IssuedWebhook issued =
                notices(options).create(new NewWebhook(workspace, url, types(types), description));
        System.err.println(
                "Webhook %s is called; its secret is shown only now:"
                        .formatted(issued.webhook().id()));
        System.out.println(issued.secret());
        return 0;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists webhooks.")
    int list(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Of this workspace alone.")
                    @Nullable String workspace) {
        System.out.print(NoticeTables.webhooks(notices(options).webhooks(workspace)));
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Tells all of one.")
    int show(@Mixin SettingsOptions options, @Parameters(paramLabel = "ID") String id) {
        System.out.print(NoticeTables.details(notices(options).webhook(id)));
        return 0;
    }

    @Command(
            name = "edit",
            mixinStandardHelpOptions = true,
            description = "Changes a webhook; what is not named stays.")
    int edit(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--url", paramLabel = "URL", description = "That is called.")
                    @Nullable String url,
            @Option(
                            names = "--types",
                            paramLabel = "T",
                            split = ",",
                            description = "In place of those before; 'all' for all.")
                    @Nullable List<String> types,
            @Option(names = "--description", paramLabel = "D", description = "For people.")
                    @Nullable String description) {
        if (url == null && types == null && description == null) {
            throw new Refusal("Say what is to change: --url, --types or --description.");
        }
        return told(
                "Changed",
                notices(options)
                        .change(id, new WebhookChange(url, types(types), description, null)));
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Calls it no more until it is resumed; notices are kept for it.")
    int pause(@Mixin SettingsOptions options, @Parameters(paramLabel = "ID") String id) {
        return told("Paused", notices(options).change(id, WebhookChange.pausing(true)));
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Calls one again that was paused or disabled.")
    int resume(@Mixin SettingsOptions options, @Parameters(paramLabel = "ID") String id) {
        return told("Resumed", notices(options).change(id, WebhookChange.pausing(false)));
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = "Gives it a new secret and prints it, never to be shown again.")
    int rotate(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--grace",
                            paramLabel = "SPAN",
                            defaultValue = "24h",
                            description =
                                    "For so long the secret before signs too, such as 15m (24h by"
                                            + " default, 0s for not at all, at most 30d).")
                    String grace) {
        Rotation rotation = new Rotation(Spans.span("--grace", grace).toSeconds());
        IssuedWebhook issued = notices(options).rotate(id, rotation);
        System.err.println("Webhook %s has a new secret, shown only now:".formatted(id));
        System.out.println(issued.secret());
        return 0;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes it, with what waits for it.")
    int remove(@Mixin SettingsOptions options, @Parameters(paramLabel = "ID") String id) {
        notices(options).remove(id);
        System.err.println("Removed %s.".formatted(id));
        return 0;
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Sends it a webhook.test; 'webhook deliveries' shows what became of it.")
    int test(@Mixin SettingsOptions options, @Parameters(paramLabel = "ID") String id) {
        Notice sent = notices(options).test(id);
        System.err.println(
                "Notice %s is on its way; './spidergate webhook deliveries %s' shows how far it got."
                        .formatted(sent.id(), id));
        return 0;
    }

    @Command(
            name = "deliveries",
            mixinStandardHelpOptions = true,
            description = "Lists what it was told, newest first, with each attempt.")
    int deliveries(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "At most so many (default: ${DEFAULT-VALUE}).")
                    int limit) {
        System.out.print(NoticeTables.deliveries(notices(options).deliveries(id, limit)));
        return 0;
    }

    @Command(
            name = "redeliver",
            mixinStandardHelpOptions = true,
            description = "Tries a delivery again at once, with all its retries anew.")
    int redeliver(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID") String id,
            @Parameters(paramLabel = "DELIVERY", description = "As 'webhook deliveries' shows it.")
                    String delivery) {
        NoticeDelivery again = notices(options).redeliver(id, delivery);
        System.err.println("%s is tried again.".formatted(again.id()));
        return 0;
    }

    @Command(
            name = "keyset",
            mixinStandardHelpOptions = true,
            description = {
                "Prints a fresh keyset, under which billing-service keeps the secrets of webhooks.",
                "For a suite that runs elsewhere; the one on this machine has its own."
            })
    int keyset() {
        System.out.println(WebhookKeyset.fresh());
        return 0;
    }

    private static int told(String done, WebhookView webhook) {
        System.err.println("%s %s (%s).".formatted(done, webhook.id(), webhook.url()));
        return 0;
    }

    private static @Nullable List<NoticeType> types(@Nullable List<String> words) {
        if (words == null) {
            return null;
        }
        return words.equals(List.of("all"))
                ? List.of()
                : words.stream().map(WebhookCommand::type).toList();
    }

    private static NoticeType type(String word) {
        try {
            return NoticeType.of(word);
        } catch (IllegalArgumentException e) {
            throw new Refusal("--types: %s.".formatted(e.getMessage()));
        }
    }

    private static Notices notices(SettingsOptions options) {
        Settings settings = options.read();
        return new Notices(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
