package io.spidergate.launcher;

import io.spidergate.contracts.billing.Reconciliation;
import io.spidergate.contracts.billing.Reconciliation.State;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.Reconciliations;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `reconcile`: the ledger against what providers say.
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(show|read|add)",
        description = "Holds the ledger against what providers themselves say was used, by day.")
final class ReconcileCommand extends CommandGroup {

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Shows each day of each account that can be read, and where both differ.",
                "Ends with 1 where a day does."
            })
    int show(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--from",
                            paramLabel = "DAY",
                            description = "The first UTC day, such as 2026-11-20; a week ago.")
                    @Nullable String from,
            @Option(
                            names = "--until",
                            paramLabel = "DAY",
                            description = "The first day that is not shown; tomorrow.")
                    @Nullable String until,
            @Option(names = "--provider", paramLabel = "P", description = "Only this one.")
                    @Nullable String provider) {
        return print(reconciliations(options).of(from, until, provider));
    }

    @Command(
            name = "read",
            mixinStandardHelpOptions = true,
            description = {
                "Asks all providers now that there are keys for; they are asked every six hours anyway.",
                "Ends with 1 where a day differs."
            })
    int read(@Mixin SettingsOptions options) {
        return print(reconciliations(options).read());
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a key that a provider tells its usage to: a management key of OpenRouter, an admin",
                "key of OpenAI or Anthropic. It stays in the vault; no request is ever sent with it.",
                "'credential remove' takes it away."
            })
    int add(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--provider",
                            required = true,
                            paramLabel = "P",
                            description = "Such as openrouter.")
                    String provider,
            @Option(
                            names = "--key",
                            arity = "0..1",
                            interactive = true,
                            echo = false,
                            paramLabel = "K",
                            description = "The key; asked for where no value follows.")
                    @Nullable String key,
            @Option(
                            names = "--key-from",
                            paramLabel = "REF",
                            description = "Where the key stays, as of 'provider add'.")
                    @Nullable String keyFrom,
            @Option(
                            names = "--account",
                            defaultValue = "default",
                            paramLabel = "A",
                            description = {
                                "Whose requests are held against it, as of 'provider add';",
                                "${DEFAULT-VALUE} where absent."
                            })
                    String account,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description = "Whose own account it is; the shared one where absent.")
                    @Nullable String workspace,
            @Option(
                            names = "--of",
                            split = ",",
                            paramLabel = "a,b",
                            description = {
                                "Only these parts of the account, where other applications use it too:",
                                "projects of OpenAI, workspaces of Anthropic, key hashes of OpenRouter."
                            })
                    @Nullable List<String> usageOf,
            @Option(
                            names = "--untested",
                            description = "Take the key without asking the provider first.")
                    boolean untested) {
        if ((key == null) == (keyFrom == null)) {
            throw new Refusal("reconcile add needs either --key or --key-from.");
        }
        NewCredential credential =
                NewCredentials.forUsage(
                        workspace,
                        provider,
                        account,
                        key,
                        keyFrom,
                        usageOf == null ? List.of() : usageOf);
        Settings settings = options.read();
        RunState state = Suite.requireRunning(settings);
        Providers providers = new Providers(state, new Folders(settings.data()));
        if (!untested) {
            requireTold(providers.test(credential));
        }
        System.err.println(
                providers.addCredential(credential)
                        ? "The usage of %s, account %s, is read within a minute, and every six hours."
                                .formatted(provider, account)
                        : "The vault holds this key of %s already.".formatted(provider));
        return 0;
    }

    private static void requireTold(ProbeResult result) {
        if (result.verdict() != ProbeResult.Verdict.WORKS) {
            throw new Refusal(
                    result.message()
                            + " The key was not taken; --untested takes it without asking the provider.");
        }
        System.err.println(result.message());
    }

    private static int print(Reconciliation reconciliation) {
        System.out.print(ReconciliationTable.of(reconciliation));
        boolean differs =
                reconciliation.accounts().stream()
                        .flatMap(account -> account.days().stream())
                        .anyMatch(day -> day.state() == State.DIFFERS);
        return differs ? Launcher.FAILED : 0;
    }

    private static Reconciliations reconciliations(SettingsOptions options) {
        Settings settings = options.read();
        return new Reconciliations(Suite.requireRunning(settings), new Folders(settings.data()));
    }
}
