package io.spidergate.launcher;

import io.spidergate.contracts.vault.CredentialChange;
import io.spidergate.contracts.vault.CredentialSettings;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProbeView;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `credential`: the keys in the vault, and how each may be used.
@Command(
        name = "credential",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list|set|import|remove)",
        subcommands = CredentialImport.class,
        description = "Lists and imports keys, says how each may be used, and removes one.")
final class CredentialCommand extends CommandGroup {

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists keys.")
    int list(@Mixin SettingsOptions options) {
        Table table =
                new Table(
                        "ID",
                        "PROVIDER",
                        "ACCOUNT",
                        "LABEL",
                        "KEY",
                        "STATE",
                        "FOR",
                        "PRIORITY",
                        "LIMITS",
                        "MODELS",
                        "LAST TEST");
        for (CredentialView view : providers(options).credentials()) {
            CredentialSettings settings = view.settings();
            table.row(
                    view.id().value(),
                    view.provider(),
                    view.account(),
                    view.label(),
                    view.preview(),
                    view.enabled() ? "enabled" : "disabled",
                    settings.shared() ? "all" : view.workspace().value(),
                    Integer.toString(settings.priority()),
                    limits(settings),
                    models(settings),
                    tested(view.probe()));
        }
        System.out.print(table);
        return 0;
    }

    private static String tested(@Nullable ProbeView probe) {
        return probe == null
                ? "never"
                : "%s since %s"
                        .formatted(
                                probe.verdict().name().toLowerCase(Locale.ROOT),
                                probe.since().truncatedTo(ChronoUnit.MINUTES));
    }

    private static String limits(CredentialSettings settings) {
        List<String> limits = new ArrayList<>();
        if (settings.requestsPerMinute() != null) {
            limits.add(settings.requestsPerMinute() + " a minute");
        }
        if (settings.requestsPerDay() != null) {
            limits.add(settings.requestsPerDay() + " a day");
        }
        return limits.isEmpty() ? "none" : String.join(", ", limits);
    }

    private static String models(CredentialSettings settings) {
        String which = settings.models().isEmpty() ? "all" : String.join(",", settings.models());
        return settings.embeddings() ? which : which + ", no embeddings";
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            description = {
                "Changes how a key may be used; what is not named stays. Requests go on, and",
                "gateways know it within a second."
            })
    int set(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID", description = "As 'credential list' shows it.")
                    String id,
            @Option(names = "--enable", description = "Use it.") boolean enable,
            @Option(names = "--disable", description = "Leave it alone; the vault keeps it.")
                    boolean disable,
            @Option(names = "--share", description = "All workspaces may use it.") boolean share,
            @Option(names = "--private", description = "Only its own workspace may use it.")
                    boolean keep,
            @Option(
                            names = "--priority",
                            paramLabel = "N",
                            description =
                                    "0 to 100: of keys that serve as well the highest come first.")
                    @Nullable Integer priority,
            @Option(
                            names = "--models",
                            split = ",",
                            paramLabel = "a,b",
                            description = {
                                "Only these models of its provider, by the provider's names;",
                                "'*' at the end matches, and alone means all."
                            })
                    @Nullable List<String> models,
            @Option(
                            names = "--embeddings",
                            arity = "1",
                            paramLabel = "yes|no",
                            description = "Whether it is used for embeddings.")
                    @Nullable String embeddings,
            @Option(
                            names = "--rpm",
                            paramLabel = "N",
                            description = "Requests a minute with it; 0 for no limit.")
                    @Nullable Long requestsPerMinute,
            @Option(
                            names = "--rpd",
                            paramLabel = "N",
                            description = "Requests a day with it, UTC; 0 for no limit.")
                    @Nullable Long requestsPerDay,
            @Option(names = "--account", paramLabel = "A", description = "Where it is counted.")
                    @Nullable String account,
            @Option(names = "--label", paramLabel = "L", description = "What people call it.")
                    @Nullable String label) {
        SettingsChange settings =
                new SettingsChange(
                        eitherOr("--share", share, "--private", keep),
                        priority,
                        List.of("*").equals(models) ? List.of() : models,
                        embeddings == null ? null : yes("--embeddings", embeddings),
                        requestsPerMinute,
                        requestsPerDay);
        Boolean enabled = eitherOr("--enable", enable, "--disable", disable);
        if (settings.equals(SettingsChange.NONE)
                && Stream.of(enabled, account, label).allMatch(Objects::isNull)) {
            throw new Refusal("Say what is to change; 'credential set --help' shows what can.");
        }
        CredentialView view =
                providers(options)
                        .change(id, new CredentialChange(account, label, enabled, settings));
        System.err.println("Changed %s of %s.".formatted(view.id(), view.provider()));
        return 0;
    }

    private static @Nullable Boolean eitherOr(
            String yes, boolean wantsYes, String no, boolean wantsNo) {
        if (wantsYes && wantsNo) {
            throw new Refusal("%s and %s exclude each other.".formatted(yes, no));
        }
        return wantsYes || wantsNo ? Boolean.valueOf(wantsYes) : null;
    }

    private static boolean yes(String option, String word) {
        return switch (word) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new Refusal("%s is yes or no, not '%s'.".formatted(option, word));
        };
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes a key; gateways drop it within a second.")
    int remove(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID", description = "As 'credential list' shows it.")
                    String id) {
        providers(options).removeCredential(id);
        System.err.println("Removed %s.".formatted(id));
        return 0;
    }

    private static Providers providers(SettingsOptions options) {
        Settings settings = options.read();
        return new Providers(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
