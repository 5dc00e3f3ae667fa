package io.spidergate.launcher;

import io.spidergate.contracts.routing.NewProvider;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.contracts.vault.ProbeResult;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.RealPool;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.console.Table;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `provider`: who answers requests, and with which keys.
@Command(
        name = "provider",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add|connect|list|test|remove)",
        subcommands = ProviderConnect.class,
        description = "Adds, lists, tests and removes providers.")
final class ProviderCommand extends CommandGroup {

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = {
                "Adds a key for a provider of the catalogue (--name groq --key …), or any",
                "OpenAI-compatible server (--name local --base-url http://127.0.0.1:11434/v1 --model qwen3),",
                "or one that behaves as one of the catalogue, such as a resource of Azure (--name ours",
                "--like azure --base-url https://ours.openai.azure.com/openai/v1 --model chat=gpt-6-sol --key …)."
            })
    int add(
            @Mixin SettingsOptions options,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "N",
                            description = "Such as groq or local.")
                    String name,
            @Option(
                            names = "--base-url",
                            paramLabel = "URL",
                            description = "What /chat/completions is appended to.")
                    @Nullable URI baseUrl,
            @Option(
                            names = "--key",
                            arity = "0..1",
                            interactive = true,
                            echo = false,
                            paramLabel = "K",
                            description = "The provider's key; asked for where no value follows.")
                    @Nullable String key,
            @Option(
                            names = "--key-from",
                            paramLabel = "REF",
                            description = {
                                "Where the key stays, instead of --key: file:PATH below the vault's folder",
                                "for mounted secrets, or hcvault:MOUNT/PATH#FIELD of a HashiCorp Vault."
                            })
                    @Nullable String keyFrom,
            @Option(
                            names = "--account",
                            defaultValue = "default",
                            paramLabel = "A",
                            description =
                                    "Where the provider counts quota; ${DEFAULT-VALUE} where absent.")
                    String account,
            @Option(
                            names = "--workspace",
                            paramLabel = "W",
                            description =
                                    "Only agents of this workspace use the key; all do where absent.")
                    @Nullable String workspace,
            @Option(
                            names = "--model",
                            paramLabel = "M",
                            description = {
                                "A model that it serves; any number of times. With --like also",
                                "NAME=MODEL, where NAME is its own word for a model of the catalogue."
                            })
                    @Nullable List<String> models,
            @Option(
                            names = "--like",
                            paramLabel = "P",
                            description = {
                                "What it behaves as: azure, azure-anthropic, bedrock, bedrock-openai",
                                "or a provider of the catalogue, such as anthropic."
                            })
                    @Nullable String like,
            @Option(
                            names = "--untested",
                            description = "Take the key without asking the provider first.")
                    boolean untested,
            @Option(names = "--free", description = "Its calls cost nothing.") boolean free,
            @Option(
                            names = "--paid",
                            description = "Its calls cost money; so it is where neither is given.")
                    boolean paid) {
        if (free && paid) {
            throw new Refusal("--free and --paid exclude each other.");
        }
        if (key != null && keyFrom != null) {
            throw new Refusal("--key and --key-from exclude each other.");
        }
        if (baseUrl == null && key == null && keyFrom == null) {
            throw new Refusal(
                    "provider add needs --key for a provider of the catalogue, or --base-url for your own.");
        }
        if (like != null && baseUrl == null) {
            throw new Refusal("--like needs --base-url: everybody has an address of their own.");
        }
        OfferedModels offered = OfferedModels.of(models == null ? List.of() : models, like != null);
        Session session = session(options);
        Optional<ProviderView> known = session.providers.find(name);
        boolean isNew = known.isEmpty();
        if (baseUrl != null) {
            session.providers.put(
                    name,
                    new NewProvider(
                            baseUrl,
                            key != null || keyFrom != null,
                            free,
                            account,
                            offered.names(),
                            like,
                            offered.like()));
        } else if (isNew) {
            throw new Refusal(
                    "There is no provider '%s' in the catalogue; give --base-url to add your own."
                            .formatted(name));
        }
        NewCredential credential = credential(name, account, workspace, key, keyFrom);
        if (credential != null) {
            known.flatMap(TermsNote::of).ifPresent(System.err::println);
        }
        boolean added = credential == null || add(session.providers, credential, untested, isNew);
        session.pool.markReal(true);
        System.err.println(
                added
                        ? "Provider %s is there.".formatted(name)
                        : "The vault holds this key of %s already.".formatted(name));
        if (session.simulated) {
            System.err.println(
                    "Real providers are the pool from now on; the simulated ones are left out.");
        }
        return 0;
    }

    private static @Nullable NewCredential credential(
            String name,
            String account,
            @Nullable String workspace,
            @Nullable String key,
            @Nullable String keyFrom) {
        if (keyFrom != null) {
            return NewCredentials.at(workspace, name, account, keyFrom);
        }
        return key == null ? null : NewCredentials.of(workspace, name, account, key);
    }

    /// A key that the provider refuses does not go in; whatever else is wrong may pass.
    ///
    /// @param isNew the provider was added for the key
    private static boolean add(
            Providers providers, NewCredential credential, boolean untested, boolean isNew) {
        if (!untested) {
            ProbeResult result = providers.test(credential);
            System.err.println(result.message());
            LimitWords.of(result).ifPresent(System.err::println);
            if (result.verdict() == ProbeResult.Verdict.BAD_KEY) {
                if (isNew) {
                    providers.remove(credential.provider());
                }
                throw new Refusal(
                        "The key was not taken; --untested takes it without asking the provider.");
            }
        }
        return providers.addCredential(credential);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists providers.")
    int list(@Mixin SettingsOptions options) {
        Table table = new Table("NAME", "STATE", "KEYS", "FROM", "MODELS", "URL");
        for (ProviderView provider : session(options).providers.all()) {
            table.row(
                    provider.id(),
                    state(provider),
                    Integer.toString(provider.credentials()),
                    provider.owner(),
                    Integer.toString(provider.models().size()),
                    provider.baseUrl().toString());
        }
        System.out.print(table);
        return 0;
    }

    private static String state(ProviderView provider) {
        if (provider.simulated()) {
            return "simulated";
        }
        return provider.configured() ? "in use" : "no key";
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Lists the provider's models with each of its keys.")
    int test(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "NAME", description = "Of the provider.") String name) {
        Providers providers = session(options).providers;
        requireKnown(providers, name);
        List<CredentialView> credentials = providers.credentials(name);
        boolean works = true;
        if (credentials.isEmpty()) {
            works = report(name, providers.probeProvider(name));
        }
        for (CredentialView credential : credentials) {
            works &=
                    report(
                            name + " " + credential.preview(),
                            providers.probe(credential.id().value()));
        }
        return works ? 0 : Launcher.FAILED;
    }

    private static boolean report(String what, ProbeResult result) {
        System.out.println(
                "%s: %s in %d ms, %d models. %s"
                        .formatted(
                                what,
                                result.verdict(),
                                result.latencyMs(),
                                result.models().size(),
                                result.message()));
        return result.verdict() == ProbeResult.Verdict.WORKS;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes a provider's keys, and the provider where it was added.")
    int remove(
            @Mixin SettingsOptions options,
            @Parameters(paramLabel = "NAME", description = "Of the provider.") String name) {
        Session session = session(options);
        ProviderView provider = requireKnown(session.providers, name);
        List<CredentialView> credentials = session.providers.credentials(name);
        credentials.forEach(session.providers::removeCredential);
        if (provider.owner().equals("api")) {
            session.providers.remove(name);
        } else if (credentials.isEmpty()) {
            throw new Refusal(
                    "Provider %s has no key to remove, and the catalogue keeps its name."
                            .formatted(name));
        }
        boolean real =
                session.providers.all().stream()
                        .anyMatch(left ->
                                !left.simulated() && left.configured() && !left.id().equals(name));
        session.pool.markReal(real);
        System.err.println("Removed %s.".formatted(name));
        return 0;
    }

    private static ProviderView requireKnown(Providers providers, String name) {
        Optional<ProviderView> provider = providers.find(name);
        return provider.orElseThrow(
                () -> new Refusal("There is no provider '%s'.".formatted(name)));
    }

    private static Session session(SettingsOptions options) {
        Settings settings = options.read();
        Folders folders = new Folders(settings.data());
        var state = Suite.requireRunning(settings);
        return new Session(new Providers(state, folders), new RealPool(folders), state.simulated());
    }

    private record Session(Providers providers, RealPool pool, boolean simulated) {}
}
