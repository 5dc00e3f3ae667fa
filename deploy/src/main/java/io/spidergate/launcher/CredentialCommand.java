package io.spidergate.launcher;

import io.spidergate.contracts.vault.CredentialChange;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.Routing;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.Instant;
import java.util.List;
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
        synopsisSubcommandLabel = "(list|set|test|import|remove)",
        subcommands = CredentialImport.class,
        description = "Lists, tests and imports keys, says how each may be used, and removes one.")
final class CredentialCommand extends CommandGroup {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists keys, how each may be used and how it does; never a secret.")
    int list(
            @Mixin SettingsOptions options,
            @Option(names = "--json", description = "All that is known of them, as JSON.")
                    boolean json) {
        Settings settings = options.read();
        RunState state = Suite.requireRunning(settings);
        Folders folders = new Folders(settings.data());
        Routing routing = new Routing(state, folders);
        CredentialListing listing =
                CredentialListing.of(
                        new Providers(state, folders).credentials(),
                        routing.cooldowns(),
                        routing.quota(),
                        Instant.now());
        System.out.print(json ? listing.json() : listing.table());
        return 0;
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Asks the provider with a key; one that works is used again at once.")
    int test(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "ID", description = "As 'credential list' shows it.")
                    String id) {
        Settings settings = options.read();
        RunState state = Suite.requireRunning(settings);
        Folders folders = new Folders(settings.data());
        ProbeResult result = new Providers(state, folders).probe(id);
        System.out.println(result.message());
        LimitWords.of(result).ifPresent(System.out::println);
        if (result.verdict() != ProbeResult.Verdict.WORKS) {
            return Launcher.FAILED;
        }
        Routing routing = new Routing(state, folders);
        String cooldown = CredentialListing.cooldownOf(id);
        if (routing.cooldowns().stream().anyMatch(it -> it.key().equals(cooldown))) {
            routing.endCooldown(cooldown);
        }
        return 0;
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
            @Option(
                            names = "--spend",
                            paramLabel = "X/PERIOD[/warn]",
                            description = {
                                "US dollars that may be spent with it at list price, such as 5/day or",
                                "100/month; with /warn it is only told. 0 for no limit."
                            })
                    @Nullable String spend,
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
                        requestsPerDay,
                        SpendLimits.of(spend));
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
