package io.spidergate.launcher.run;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.launcher.admin.Agents;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.RealPool;
import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What a suite needs once before its first request: keys of the environment, an agent's token.
final class FirstSteps {

    static final String TOKEN = "quickstart.token";
    private static final String AGENT = "quickstart";

    private final RunState state;
    private final Folders folders;
    private final Progress progress;

    FirstSteps(RunState state, Folders folders, Progress progress) {
        this.state = state;
        this.folders = folders;
        this.progress = progress;
    }

    void take(Map<String, String> keys, Predicate<Part> chosen) {
        if (chosen.test(Part.VAULT) && !keys.isEmpty()) {
            List<String> taken =
                    new RealPool(folders).importKeys(keys, new Providers(state, folders));
            if (!taken.isEmpty()) {
                progress.say(
                        "keys from the environment are in the vault: " + String.join(", ", taken));
            }
        }
        if (state.simulated() && chosen.test(Part.VAULT) && chosen.test(Part.ROUTER)) {
            giveSimulatedKeys(new Providers(state, folders));
        }
        Secrets secrets = new Secrets(folders.secrets());
        if (chosen.test(Part.BILLING) && secrets.read(TOKEN).isEmpty()) {
            new Agents(state, folders)
                    .issueUnlessTaken(new NewAgentToken(AGENT, List.of(), false, AgentLimits.NONE))
                    .ifPresent(issued -> secrets.write(TOKEN, issued.secret()));
        }
    }

    /// Simulated providers ask for a key as real ones do, so that the first request already goes
    /// through the vault.
    private static void giveSimulatedKeys(Providers providers) {
        providers.all().stream()
                .filter(ProviderView::simulated)
                .filter(provider -> provider.credentialRequired() && provider.credentials() == 0)
                .forEach(provider ->
                        providers.addCredential(
                                new NewCredential(
                                        provider.id(),
                                        "default",
                                        "provider simulator",
                                        "sim-key-of-" + provider.id())));
    }
}
