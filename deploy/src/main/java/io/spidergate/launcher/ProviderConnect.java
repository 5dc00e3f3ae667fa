package io.spidergate.launcher;

import io.spidergate.contracts.vault.CredentialView;
import io.spidergate.contracts.vault.NewSignIn;
import io.spidergate.contracts.vault.SettingsChange;
import io.spidergate.contracts.vault.StartedSignIn;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.RealPool;
import io.spidergate.launcher.admin.SignIns;
import io.spidergate.launcher.connect.Callback;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.run.Suite;
import io.spidergate.launcher.settings.Settings;
import io.spidergate.launcher.settings.SettingsOptions;
import io.spidergate.launcher.suite.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `provider connect`: a key or a plan by signing in at the provider.
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = {
            "Signs in at a provider in a browser: openrouter hands over a key of your account,",
            "chatgpt lets your plan be used. Sign-ins whose terms forbid other software are",
            "refused."
        })
final class ProviderConnect implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /// A plan is its owner's; a key may serve everybody.
    private static final String PLAN = "chatgpt";

    private static final SettingsChange SHARED =
            new SettingsChange(true, null, null, null, null, null, null);

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
            description = {
                "Only agents of this workspace use it. Where absent a key is for all, and a plan",
                "for ws_default."
            })
    private @Nullable String workspace;

    @Option(
            names = "--paste",
            description = {
                "For a browser on another machine: the page that it ends at does not load there,",
                "and its address is pasted here."
            })
    private boolean paste;

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = options.read();
        RunState state = Suite.requireRunning(settings);
        Folders folders = new Folders(settings.data());
        new Providers(state, folders)
                .find(name)
                .flatMap(TermsNote::of)
                .ifPresent(System.err::println);
        SignIns signIns = new SignIns(state, folders);
        boolean plan = name.equals(PLAN);
        try (Callback callback = plan ? Callback.usual() : Callback.secret()) {
            StartedSignIn signIn =
                    signIns.start(
                            new NewSignIn(
                                    name,
                                    workspace,
                                    account,
                                    null,
                                    callback.address(),
                                    plan || workspace != null ? null : SHARED));
            System.err.println(
                    paste
                            ? "Open this page in any browser, and agree:"
                            : "Open this page in a browser on this machine, and agree:");
            System.out.println(signIn.page());
            String answer = paste ? pasted() : callback.answer(PATIENCE);
            CredentialView view = signIns.finish(signIn, answer);
            new RealPool(folders).markReal(true);
            System.err.println(
                    "%s of %s is in the vault: %s, %s."
                            .formatted(
                                    plan ? "The plan" : "The key", name, view.id(), view.label()));
        }
        return 0;
    }

    private static String pasted() {
        System.err.println("Paste the address that the browser ends at:");
        try {
            String line =
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                            .readLine();
            if (line != null && !line.isBlank()) {
                return line;
            }
        } catch (IOException e) {
            throw new Refusal("The address cannot be read: %s.".formatted(e.getMessage()));
        }
        throw new Refusal("No address was pasted; nothing was changed.");
    }
}
