package io.spidergate.launcher.run;

import io.spidergate.contracts.billing.AgentLimits;
import io.spidergate.contracts.billing.NewAgentToken;
import io.spidergate.contracts.routing.ProviderView;
import io.spidergate.contracts.routing.Spending;
import io.spidergate.contracts.vault.NewCredential;
import io.spidergate.launcher.admin.Agents;
import io.spidergate.launcher.admin.Providers;
import io.spidergate.launcher.admin.RealPool;
import io.spidergate.launcher.console.Progress;
import io.spidergate.launcher.console.Refusal;
import io.spidergate.launcher.process.RunState;
import io.spidergate.launcher.suite.Folders;
import io.spidergate.launcher.suite.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// What a suite needs once before its first request: keys of the environment, an agent's token.
final class FirstSteps {

    static final String TOKEN = "quickstart.token";
    private static final String AGENT = "quickstart";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long POLL_MS = 50;

    private final RunState state;
    private final Folders folders;
    private final Progress progress;

    /// Never counted down: what waits on it waits for time, or for an interrupt.
    private final CountDownLatch pause = new CountDownLatch(1);

    FirstSteps(RunState state, Folders folders, Progress progress) {
        this.state = state;
        this.folders = folders;
        this.progress = progress;
    }

    void take(Map<String, String> keys, Predicate<Part> chosen) {
        List<String> given = new ArrayList<>();
        if (chosen.test(Part.VAULT) && !keys.isEmpty()) {
            List<String> taken =
                    new RealPool(folders).importKeys(keys, new Providers(state, folders));
            if (!taken.isEmpty()) {
                progress.say(
                        "keys from the environment are in the vault: " + String.join(", ", taken));
            }
            given.addAll(taken);
        }
        if (state.simulated() && chosen.test(Part.VAULT) && chosen.test(Part.ROUTER)) {
            given.addAll(giveSimulatedKeys(new Providers(state, folders)));
        }
        if (!given.isEmpty() && chosen.test(Part.ROUTER)) {
            untilRouted(given);
        }
        Secrets secrets = new Secrets(folders.secrets());
        if (chosen.test(Part.BILLING) && secrets.read(TOKEN).isEmpty()) {
            new Agents(state, folders)
                    .issueUnlessTaken(
                            new NewAgentToken(
                                    null, AGENT, List.of(), Spending.PAID_OK, AgentLimits.NONE))
                    .ifPresent(issued ->
                            secrets.write(TOKEN, Objects.requireNonNull(issued.secret())));
        }
    }

    /// Simulated providers ask for a key as real ones do, so that the first request already goes
    /// through the vault.
    private static List<String> giveSimulatedKeys(Providers providers) {
        List<String> without =
                providers.all().stream()
                        .filter(ProviderView::simulated)
                        .filter(provider ->
                                provider.credentialRequired() && provider.credentials() == 0)
                        .map(ProviderView::id)
                        .toList();
        without.forEach(provider ->
                providers.addCredential(
                        NewCredential.shared(
                                provider,
                                "default",
                                "provider simulator",
                                "sim-key-of-" + provider)));
        return without;
    }

    /// A new key reaches the routing data by a topic; who is told that the suite is ready may use
    /// it at once.
    private void untilRouted(List<String> given) {
        Providers providers = new Providers(state, folders);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!routed(given, providers.all())) {
                if (System.nanoTime() - deadline > 0) {
                    progress.say("the new keys are not routed yet; first requests may be refused");
                    return;
                }
                pause.await(POLL_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted while new keys were routed.");
        }
    }

    static boolean routed(List<String> given, List<ProviderView> providers) {
        return providers.stream()
                .filter(provider -> given.contains(provider.id()))
                .allMatch(provider -> provider.credentials() > 0);
    }
}
