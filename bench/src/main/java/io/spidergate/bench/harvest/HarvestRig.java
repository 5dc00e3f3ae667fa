package io.spidergate.bench.harvest;

import io.spidergate.bench.Callers;
import io.spidergate.bench.LocalSuite;
import io.spidergate.bench.PlayedCatalogue;
import io.spidergate.simulator.Manner;
import io.spidergate.simulator.ProviderScript;
import io.spidergate.simulator.ProviderSimulator;
import io.spidergate.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The whole suite over providers with hidden quotas.
final class HarvestRig implements AutoCloseable {

    private static final List<String> PROVIDERS =
            List.of("hv-groq", "hv-openrouter", "hv-nvidia", "hv-gemini", "hv-mistral", "hv-paid");

    private final LocalSuite suite;
    private final ProviderSimulator upstream;
    private List<URI> gateways = List.of();
    private String token = "";

    private HarvestRig(Path root) throws IOException {
        Path folder = Files.createTempDirectory("spidergate-harvest");
        this.upstream = ProviderSimulator.start(new SimulatorConfig(0, scripts(), List.of()));
        this.suite =
                new LocalSuite(
                        root,
                        folder,
                        PlayedCatalogue.write(folder, "harvest", PROVIDERS, upstream.port()));
    }

    static HarvestRig start(Path root, int gateways) {
        try {
            HarvestRig rig = new HarvestRig(root);
            try {
                rig.start(gateways);
                return rig;
            } catch (RuntimeException e) {
                rig.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProviderScript> scripts() {
        Map<String, ProviderScript> scripts = new LinkedHashMap<>();
        for (FreeAccount account : FreeAccount.ALL) {
            ProviderScript known = scripts.get(account.provider());
            Map<String, String> accounts =
                    new HashMap<>(known == null ? Map.of() : known.accounts());
            account.credentials().forEach(key -> accounts.put(key, account.name()));
            scripts.put(
                    account.provider(),
                    new ProviderScript(
                            account.provider(),
                            account.manner(),
                            "sim-",
                            List.of("m"),
                            Map.of(),
                            accounts,
                            account.rules()));
        }
        scripts.put(
                FreeAccount.PAID,
                new ProviderScript(
                        FreeAccount.PAID,
                        Manner.OPENAI,
                        "sim-",
                        List.of("m"),
                        Map.of(),
                        Map.of(),
                        List.of()));
        return List.copyOf(scripts.values());
    }

    private void start(int count) {
        suite.up(count);
        for (FreeAccount account : FreeAccount.ALL) {
            int number = 1;
            for (String key : account.credentials()) {
                addKey(account.provider(), key, account.name() + "-" + number++);
            }
        }
        addKey(FreeAccount.PAID, "sim-paid", "default");
        token = suite.command("token", "create", "--name", "bench", "--budget-usd", "1000").strip();
        gateways = suite.gateways();
    }

    private void addKey(String provider, String key, String account) {
        suite.command("provider", "add", "--name", provider, "--key", key, "--account", account);
    }

    ProviderSimulator upstream() {
        return upstream;
    }

    /// Where each takes chat.
    List<URI> gateways() {
        return gateways.stream().map(gateway -> gateway.resolve(Callers.CHAT)).toList();
    }

    String token() {
        return token;
    }

    @Override
    public void close() {
        upstream.close();
        suite.close();
    }
}
