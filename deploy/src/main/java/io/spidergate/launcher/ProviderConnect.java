package io.spidergate.launcher;

import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.RealPool;
import io.spidergate.launcher.connect.KeyBySignIn;
import io.spidergate.launcher.connect.SignIns;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `provider connect`: a key by signing in at the provider.
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = {
            "Signs in at a provider in a browser on this machine, and takes the key that it",
            "hands over: openrouter. Sign-ins whose terms forbid other software are refused."
        })
final class ProviderConnect implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Mixin private SettingsOptions options = new SettingsOptions();

    @Parameters(paramLabel = "NAME", description = "Of the provider.")
    private String name = "";

    @Option(
            names = "--account",
            paramLabel = "A",
            defaultValue = "default",
            description = "Where the provider counts quota; ${DEFAULT-VALUE} where absent.")
    private String account = "default";

    @Option(
            names = "--workspace",
            paramLabel = "W",
            description = "Only agents of this workspace use the key; all do where absent.")
    private @Nullable String workspace;

    @Override
    public Integer call() throws InterruptedException {
        SignIns.requireAllowed(name);
        Settings settings = options.read();
        RunState state = Suite.requireRunning(settings);
        Folders folders = new Folders(settings.data());
        Providers providers = new Providers(state, folders);
        ProviderView provider =
                providers
                        .find(name)
                        .orElseThrow(
                                () -> new Refusal("There is no provider '%s'.".formatted(name)));
        try (KeyBySignIn signIn = new KeyBySignIn(provider.baseUrl())) {
            TermsNote.of(provider).ifPresent(System.err::println);
            System.err.println("Open this page in a browser on this machine:");
            System.out.println(signIn.page());
            String key = signIn.key(PATIENCE);
            boolean added =
                    providers.addCredential(NewCredentials.of(workspace, name, account, key));
            new RealPool(folders).markReal(true);
            System.err.println(
                    added
                            ? "The key of %s is in the vault.".formatted(name)
                            : "The vault holds this key of %s already.".formatted(name));
        }
        return 0;
    }
}
